"""The reply form as its writers find it."""


def text(page):
    return page.get_by_label("Your reply")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
