"""Django with django-cors-headers: the first argument is the set-up, the second the port."""

import sys

from django.conf import settings

SETUP, PORT = sys.argv[1], int(sys.argv[2])
OPTIONS = dict(
    CORS_ALLOWED_ORIGINS=["https://app.example.com", "https://admin.example.com:8443"],
    CORS_ALLOW_METHODS=["GET", "PUT"],
    CORS_ALLOW_HEADERS=["content-type", "x-request-id"],
    CORS_EXPOSE_HEADERS=["X-Total"],
    CORS_ALLOW_CREDENTIALS=True,
    CORS_PREFLIGHT_MAX_AGE=600,
)
if SETUP == "defaults":
    del OPTIONS["CORS_ALLOW_METHODS"], OPTIONS["CORS_ALLOW_HEADERS"]
OPTIONS.update({
    "all": dict(CORS_ALLOW_ALL_ORIGINS=True),
    "regex": dict(CORS_ALLOWED_ORIGIN_REGEXES=[r"^https://\w+\.example\.com"]),
    "urlsregex": dict(CORS_URLS_REGEX=r"^/api/.*$"),
}.get(SETUP, {}))
settings.configure(
    SECRET_KEY="x",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["corsheaders"],
    MIDDLEWARE=["corsheaders.middleware.CorsMiddleware", "django.middleware.common.CommonMiddleware"],
    **OPTIONS,
)

import django

django.setup()

from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path
from waitress import serve


def item(request):
    response = JsonResponse({"id": 7})
    response["X-Total"] = "7"
    return response


urlpatterns = [path("items/7", item), path("slash/items/7/", item)]
serve(get_wsgi_application(), host="127.0.0.1", port=PORT, threads=2, _quiet=True)
