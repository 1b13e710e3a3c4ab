"""Who may write: authors write and send for approval, training leads approve. Rights of Wagtail's own kind."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.lessons.page_models import LibraryPage
from lms.foundation.api import access

WORKFLOW = "Lesson approval 课程审批"
AUTHOR_PAGE_RIGHTS = ("add_page", "change_page")
APPROVER_PAGE_RIGHTS = (*AUTHOR_PAGE_RIGHTS, "publish_page")
COLLECTION_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
SNIPPETS = (
    "manual", "faqentry", "announcement", "dictionaryobject", "dictionaryfield", "dictionaryrule",
)  # fmt: skip


def prepare_authors(library: LibraryPage) -> None:
    """Give both groups their rights and the library its workflow; doing it again changes nothing."""
    authors = Group.objects.get_or_create(name=access.AUTHOR)[0]
    approvers = Group.objects.get_or_create(name=access.TRAINING_LEAD)[0]
    for group, rights in ((authors, AUTHOR_PAGE_RIGHTS), (approvers, APPROVER_PAGE_RIGHTS)):
        group.permissions.add(
            *Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")
        )
        for right in _named(rights):
            GroupPagePermission.objects.get_or_create(group=group, page=library, permission=right)
        for collection in Collection.objects.filter(depth=1):
            for right in _named(COLLECTION_RIGHTS):
                GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)
        verbs = ("add", "change", "view") if group == authors else ("add", "change", "view", "publish")
        names = [f"{verb}_{model}" for verb in verbs for model in SNIPPETS]
        group.permissions.add(*Permission.objects.filter(codename__in=names, content_type__app_label="cms"))
    _approval(library, approvers)


def _named(codenames: tuple[str, ...]) -> list[Permission]:
    return list(
        Permission.objects.filter(
            codename__in=codenames, content_type__app_label__in=("wagtailcore", "wagtailimages", "wagtaildocs")
        )
    )


def _approval(library: LibraryPage, approvers: Group) -> None:
    if WorkflowPage.objects.filter(page=library).exists():
        return
    workflow = Workflow.objects.filter(name=WORKFLOW).first() or Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first() or GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.add(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.create(workflow=workflow, page=library)
