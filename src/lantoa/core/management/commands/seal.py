"""`lantoa seal`: the keys of sealed contact details."""

from typing import Any

from cryptography.fernet import Fernet
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.core import files, sealed


class Command(BaseCommand):
    help = "Khóa niêm cách liên hệ, danh sách, tệp cũ: status (mở được hết chưa), rotate (niêm lại), key (khóa mới)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["status", "rotate", "key"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "key":
            self.stdout.write(Fernet.generate_key().decode())
        elif options["what"] == "rotate":
            try:
                done = sealed.reseal() + files.reseal()
            except sealed.KeyMissing:
                raise CommandError(
                    "Có dòng không mở được. Thêm khóa cũ vào sau khóa mới rồi chạy lại."
                ) from None
            self.stdout.write(f"Đã niêm lại {done} dòng bằng khóa đầu tiên.")
        elif closed := sealed.unreadable() + files.unreadable():
            raise CommandError(f"{closed} dòng, tệp không mở được: thiếu khóa đã niêm chúng.")
        else:
            self.stdout.write("Mở được mọi cách liên hệ, danh sách, tệp cũ đã niêm.")
