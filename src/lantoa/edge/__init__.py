"""The pages kept ready-made in front of Django (DESIGN.md §5, docs/bo-nho-trang.md)."""
