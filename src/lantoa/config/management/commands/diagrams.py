"""`lantoa diagrams`: write docs/workflows/ from the lifecycle tables."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

WORKFLOWS = {
    "lantoa.nominations.states.LEAD": "Tin báo",
    "lantoa.discovery.states.LIST": "Danh sách đơn vị gửi",
    "lantoa.nominations.states.NOMINATION": "Hồ sơ giới thiệu",
    "lantoa.nominations.states.COMPLAINT": "Phản ánh",
    "lantoa.discovery.states.PAIR": "Cặp có thể là một người",
    "lantoa.nominations.states.RIGHTS": "Yêu cầu về quyền đối với dữ liệu",
    "lantoa.nominations.states.PANEL": "Phiên họp hội đồng",
    "lantoa.nominations.states.PUBLIC_COMMENT": "Lấy ý kiến nhân dân",
    "lantoa.nominations.states.OPINION": "Ý kiến góp",
    "lantoa.registry.states.CRITERIA_SET": "Bộ tiêu chí",
    "lantoa.discovery.states.INDICATORS": "Bảng số liệu",
    "lantoa.discovery.states.OLD_FILE": "Tệp cũ",
    "lantoa.publishing.states.PUBLICATION": "Bài đã đăng",
    "lantoa.publishing.states.DELIVERY": "Lượt gửi tới một kênh",
    "lantoa.publishing.states.GATHERING": "Buổi gặp",
    "lantoa.replication.states.ADOPTION": "Nơi làm theo",
    "lantoa.planning.states.ASSIGNMENT": "Nhiệm vụ của kế hoạch",
}
FOLDER = Path(__file__).resolve().parents[5] / "docs" / "workflows"


class Command(BaseCommand):
    help = "Vẽ lại các vòng đời trong docs/workflows/."

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for path, title in WORKFLOWS.items():
            workflow = import_string(path)
            (FOLDER / f"{workflow.name}.md").write_text(
                f"# {title}\n\nVẽ từ `{path}` bằng `./lantoa diagrams`.\n\n"
                f"```mermaid\n{workflow.as_mermaid()}```\n",
                "utf-8",
            )
