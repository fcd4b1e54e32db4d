"""Addresses of the desk."""

from django.urls import URLPattern, path

from lantoa.desk.views import (
    adoptions,
    audit,
    complaints,
    documents,
    exemplars,
    files,
    leads,
    members,
    nominations,
    plans,
    reach,
    reports,
    work,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", work.work, name="work"),
    path("tin-bao/", leads.leads, name="leads"),
    path("tin-bao/moi/", leads.lead_new, name="lead_new"),
    path("tin-bao/danh-sach/", leads.lead_list_new, name="lead_list_new"),
    path("tin-bao/<int:pk>/", leads.lead, name="lead"),
    path("phan-anh/", complaints.complaints, name="complaints"),
    path("phan-anh/<int:pk>/", complaints.complaint, name="complaint"),
    path("ho-so/", nominations.nominations, name="nominations"),
    path("ho-so/<int:pk>/", nominations.nomination, name="nomination"),
    path("dien-hinh/", exemplars.exemplars, name="exemplars"),
    path("dien-hinh/<str:code>/", exemplars.exemplar, name="exemplar"),
    path("lam-theo/", adoptions.listing, name="adoptions"),
    path("lam-theo/moi/", adoptions.new, name="adoption_new"),
    path("lam-theo/<int:pk>/", adoptions.show, name="adoption"),
    path("ke-hoach/", plans.listing, name="plans"),
    path("ke-hoach/<slug:slug>/", plans.show, name="plan"),
    path("ke-hoach/<slug:slug>/giao-viec/", plans.assign, name="assignment_new"),
    path("nhiem-vu/<int:pk>/", plans.assignment, name="assignment"),
    path("van-ban/", documents.listing, name="documents"),
    path("van-ban/moi/", documents.new, name="document_new"),
    path("van-ban/<int:pk>/", documents.revise, name="document"),
    path("bao-cao/", reports.listing, name="reports"),
    path("bao-cao/<slug:slug>/", reports.show, name="report"),
    path("bao-cao/<slug:slug>/<slug:indicator>/", reports.rows, name="report_rows"),
    path("bao-cao/<slug:slug>.docx", reports.download, name="report_docx"),
    path("lan-toa/", reach.show, name="reach"),
    path("tep/<int:pk>/", files.file, name="file"),
    path("tai-khoan/", members.members, name="members"),
    path("tai-khoan/moi/", members.member_new, name="member_new"),
    path("tai-khoan/<int:pk>/", members.member, name="member"),
    path("nhat-ky/", audit.audit, name="audit"),
]
