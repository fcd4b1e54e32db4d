"""Cards of stories for other pages: opening one is no visit to the portal, so they stand in a
space of their own, which the counter does not look at."""

from django.urls import path

from lantoa.portal.views import machines

app_name = "embeds"
urlpatterns = [path("<slug:slug>/", machines.card, name="card")]
