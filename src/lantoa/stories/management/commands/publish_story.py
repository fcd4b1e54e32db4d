"""`publish_story SLUG --as EMAIL`: the approval from a shell, under the same rules."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.workflow import Refused
from lantoa.stories import actions
from lantoa.stories.models import Story


class Command(BaseCommand):
    help = "Duyệt và đăng bản mới nhất của một bài, với tên của một biên tập viên."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--as", dest="email", required=True, help="thư điện tử người duyệt")

    def handle(self, *args: Any, slug: str, email: str, **options: Any) -> None:
        story = Story.objects.filter(slug=slug).first()
        user = User.objects.filter(email=email.lower()).first()
        if story is None or user is None:
            raise CommandError("Không có bài này." if story is None else "Không có tài khoản này.")
        try:
            actions.approve(story=story, by=user, at=clock.now())
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from None
        self.stdout.write(f"Đã duyệt “{story.title}”.")
