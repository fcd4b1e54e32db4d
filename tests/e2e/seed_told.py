"""What of the tellings on the phone has arrived, as JSON."""

import json

import django

django.setup()

from lantoa.nominations.models import Lead  # noqa: E402  # needs the apps


def run() -> None:
    """Every lead that came through the portal, with what is attached."""
    found = []
    for lead in Lead.objects.filter(channel="web").order_by("pk"):
        files = [each.file for each in lead.attachments.filter(file__isnull=False)]
        found.append({
            "who": lead.who, "what": lead.what, "number": lead.number,
            "digest": lead.code_digest,
            "phone": getattr(getattr(lead, "nominator", None), "phone", ""),
            "files": [
                {"name": file.name, "type": file.content_type, "path": file.file.path}
                for file in files
            ],
        })  # fmt: skip
    print(json.dumps({"leads": found}))


if __name__ == "__main__":
    run()
