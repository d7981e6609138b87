"""What tests of a widget do in a browser: go to its page, use the mouse, and read what the widget says then."""

from tests import browser
from tests.opened import NEXT_PICTURE


def visit(page, address=browser.ADDRESS):
    """Go to a page, and wait until its widget has spoken."""
    page.goto(address)
    page.locator(".verdict strong").first.wait_for()
    settled(page)


def settled(page):
    """After the next two frames the picture has followed the hand."""
    page.evaluate(NEXT_PICTURE)


def head(page):
    """What the verdict says in bold."""
    return page.locator(".verdict strong").inner_text()


def value(page, name):
    """What a slider or a point says of itself."""
    return page.get_by_role("slider", name=name, exact=True).get_attribute("aria-valuetext")


def center(page, name):
    """Where a slider or a point is on the screen."""
    box = page.get_by_role("slider", name=name, exact=True).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, name, dx, dy):
    """Drag a slider or a point by some pixels with the mouse."""
    x, y = center(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=5)
    page.mouse.up()
