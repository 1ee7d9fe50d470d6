import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_word_of_the_interfaces_is_said_in_english():
    tool = [sys.executable, ROOT / "tools" / "messages.py", "--check"]
    done = subprocess.run(tool, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
