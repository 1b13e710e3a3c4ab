"""Addresses of this applet."""

from django.contrib.auth.views import PasswordResetCompleteView
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from lms.foundation.accounts.views import administration, door, granting, looking, own

urlpatterns: list[URLPattern] = [
    path("sign-in/", door.SignIn.as_view(), name="sign-in"),
    path("sign-out/", door.SignOut.as_view(), name="sign-out"),
    path("demo-sign-in/<str:number>/", door.demo_sign_in, name="demo-sign-in"),
    path("password/change/", door.PasswordChange.as_view(), name="password-change"),
    path("password/set/done/", PasswordResetCompleteView.as_view(), name="password-set-done"),
    path("password/set/<str:uidb64>/<str:token>/", door.PasswordSet.as_view(), name="password-set"),
    path("password/set/handed/<str:uidb64>/<str:token>/", door.PasswordSetHanded.as_view(), name="password-set-handed"),
    path("my-account/", own.my_account, name="my-account"),
    path("my-account/signature-policy/", own.signature_policy, name="signature-policy"),
    path("my-account/sessions/end/", own.end_other_sessions, name="sessions-end"),
    path("accounts/", administration.accounts, name="accounts"),
    path("accounts/<str:number>/", administration.account, name="account"),
    path("accounts/<str:number>/<slug:name>/", administration.act, name="account-act"),
    path("access/", granting.access_table, name="access"),
    path("access/<str:number>/<slug:role>/withdraw/", granting.withdraw, name="access-withdraw"),
    path("impersonation/end/", looking.impersonation_end, name="impersonation-end"),
    # One door in, one way to a new password, no self-made accounts: what the sign-in parts bring beside leads here.
    path("sso/login/", door.to_sign_in),
    path("sso/signup/", door.to_sign_in),
    path("sso/password/reset/", door.to_sign_in),
    path("sso/password/change/", RedirectView.as_view(pattern_name="password-change")),
    path("sso/password/set/", RedirectView.as_view(pattern_name="password-change")),
    path("sso/email/", RedirectView.as_view(pattern_name="my-account")),
]
