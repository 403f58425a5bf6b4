"""The page with a scripted bot: run by the browser tests in the place of streamlit_app.py."""

import sys
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.ui.making import scripted_bot
from ui import opening

opening.open_bot = scripted_bot

if get_script_run_ctx(suppress_warning=True) is not None:
    from ui.page.shell import draw

    draw()
else:
    from ui.server import app_parts

    app = st.App(__file__, **app_parts())
