"""Sign-in and the office: refusals, runs, accounts, ledger."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daseinswerk.apps.library.models import Refusal, Run
from daseinswerk.apps.office import actions, demo_accounts, queries
from daseinswerk.apps.office import ledger as ledger_rows
from daseinswerk.apps.office.access import open_to
from daseinswerk.apps.office.forms import HouseForm, NewAccountForm, OwnAccountForm, SignInForm
from daseinswerk.apps.office.models import LedgerEntry, Role, User


@open_to(Role.VISITOR)
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in; after ten failures for a name (thirty from an address) within five minutes nothing is even tried."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("todo")
    # The form leaves out blanks around the name; were they counted as part of it, each blank would give ten tries more.
    name, remote = request.POST.get("username", "").strip(), request.META.get("REMOTE_ADDR", "")
    form = SignInForm(request)
    if request.method == "POST":
        form = SignInForm(request, request.POST)
        if queries.must_wait(name=name, remote=remote):
            messages.error(request, _("Zu viele Fehlversuche. Bitte warten Sie fünf Minuten."))
            return render(request, "office/sign_in.html", {"form": SignInForm(request), "next": target}, status=429)
        if form.is_valid():
            login(request, form.get_user())
            return HttpResponseRedirect(target)
        actions.note_failure(name=name, remote=remote)
    context = {"form": form, "next": target, "demo_accounts": demo_accounts.shown()}
    return render(request, "office/sign_in.html", context, status=400 if form.errors else 200)


@open_to(Role.VISITOR)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response["Clear-Site-Data"] = '"cache"'
    return response


@open_to(Role.READER)
@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    """One's own account: who one is here, and where mail goes."""
    form = OwnAccountForm(request.POST if request.method == "POST" else None, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid():
        actions.set_email(by=request.user, user=request.user, email=form.cleaned_data["email"])
        messages.success(request, _("Gespeichert."))
        return redirect("own_account")
    return render(request, "office/own_account.html", {"form": form, "mail_as_files": settings.MAIL_AS_FILES}, status=400 if form.errors else 200)


@open_to(Role.OFFICE)
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    context = {
        "figures": queries.figures(),
        "refusals": Refusal.objects.select_related("source")[:10],
        "runs": Run.objects.select_related("owner")[:5],
        "flagged": queries.flagged_records(),
        "broken": ledger_rows.verify(),
    }
    return render(request, "office/office.html", context)


@open_to(Role.OFFICE)
@require_safe
def refusals(request: HttpRequest) -> HttpResponse:
    page = Paginator(Refusal.objects.select_related("source", "run"), 50).get_page(request.GET.get("seite"))
    return render(request, "office/refusals.html", {"page": page, "trail": [(_("Büro"), "/buero/"), (_("Abgelehnt"), "")]})


@open_to(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _above(request.user, form.cleaned_data["role"]):
            form.add_error("role", _("Diese Rolle kann nur die Administration vergeben."))
        else:
            user, password = actions.create_account(by=request.user, **form.cleaned_data)
            context = {"account": user, "password": password, "trail": _trail(_("Neues Konto"))}
            return render(request, "office/password.html", context)
    context = {
        "form": form,
        "accounts": User.objects.select_related("organisation", "municipality").order_by("username"),
        "trail": [(_("Büro"), "/buero/"), (_("Konten"), "")],
    }
    return render(request, "office/accounts.html", context, status=400 if form.errors else 200)


@open_to(Role.OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: role and house, a new password, lock or open."""
    found = get_object_or_404(User.objects.select_related("organisation"), pk=pk)
    locked = _("Dieses Konto kann nur die Administration ändern.") if _above(request.user, found.role) else ""
    initial = {"role": found.role, "organisation": found.organisation_name, "municipality": found.municipality_id or ""}
    act = request.POST.get("act", "")
    form = HouseForm(request.POST if act == "change" else None, initial=initial)
    if request.method == "POST" and not locked:
        if act == "password":
            password = actions.set_password(by=request.user, user=found)
            return render(request, "office/password.html", {"account": found, "password": password, "trail": _trail(str(found))})
        if act in ("lock", "open") and found.pk != request.user.pk:
            actions.set_active(by=request.user, user=found, active=act == "open")
            return redirect("account", pk=pk)
        if act == "change" and form.is_valid():
            if _above(request.user, form.cleaned_data["role"]):
                form.add_error("role", _("Diese Rolle kann nur die Administration vergeben."))
            else:
                actions.change_account(by=request.user, user=found, **form.cleaned_data)
                messages.success(request, _("Gespeichert."))
                return redirect("account", pk=pk)
    context = {"account": found, "form": form, "locked": locked, "trail": _trail(str(found))}
    return render(request, "office/account.html", context, status=400 if form.errors else 200)


@open_to(Role.OFFICE)
@require_safe
def ledger_page(request: HttpRequest) -> HttpResponse:
    entries = LedgerEntry.objects.order_by("-number")
    if actor := request.GET.get("konto", "").replace("\0", " "):
        entries = entries.filter(actor=actor)
    page = Paginator(entries, 50).get_page(request.GET.get("seite"))
    context = {"page": page, "broken": ledger_rows.verify(), "trail": [(_("Büro"), "/buero/"), (_("Protokoll"), "")]}
    return render(request, "office/ledger.html", context)


def _above(user: User, role: str) -> bool:
    """Whether this role may be given and changed only by the administration."""
    return role in (Role.OFFICE, Role.ADMINISTRATOR) and user.role != Role.ADMINISTRATOR


def _trail(last: str) -> list[tuple[str, str]]:
    return [(_("Büro"), "/buero/"), (_("Konten"), "/buero/konten/"), (last, "")]
