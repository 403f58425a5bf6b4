"""The page script and, at its end, the App with its routes and headers: `streamlit run streamlit_app.py`.

Streamlit runs this file as a script for every page view; its server imports it once as a module for the App.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is not None:
    from ui.page.shell import draw

    draw()
else:
    from ui.server import app_parts

    app = st.App(__file__, **app_parts())
