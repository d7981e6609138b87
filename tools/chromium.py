"""Find Chromium, or get it: the browser that the tests of the book open.

    python tools/chromium.py

There are three ways: the system's browser, Playwright's own download, and Debian's package where we may install it.
DLMATH_CHROMIUM names another browser. The tests call ``find`` alone; nothing is installed while they run.
"""

import argparse
import functools
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = "There is no Chromium or Chrome that starts: install one, or let DLMATH_CHROMIUM name its program."


def starts(path):
    """Whether the browser's program is there and has the libraries it needs."""
    if not os.path.exists(path):
        return False
    if os.name == "nt":  # chrome.exe --version opens a window there
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def downloaded():
    """Where Playwright keeps its own Chromium, whether it is there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


@functools.cache
def find():
    """The path of a Chromium that starts, or None."""
    if named := os.environ.get("DLMATH_CHROMIUM"):
        return named if starts(named) else None
    system = [path for path in map(shutil.which, NAMES) if path] + list(PLACES)
    path = next(filter(starts, system), None) or downloaded()
    return path if starts(path) else None


def download():
    """Playwright's own Chromium."""
    print("Fetching Chromium for the tests, about 170 MB.", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    if subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        print("It could not be fetched.", flush=True)


def install_package():
    """Debian's Chromium, where we are root and apt is there."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    print("Installing Debian's package chromium for the tests.", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        command = ["apt-get", "--quiet", "--quiet", *arguments]
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def main():
    for get in (download, install_package):
        if os.environ.get("DLMATH_CHROMIUM") or find():
            break
        get()
        find.cache_clear()
    return 0 if find() else MISSING


if __name__ == "__main__":
    argparse.ArgumentParser(description="Find Chromium, or get it.").parse_args()
    sys.exit(main())
