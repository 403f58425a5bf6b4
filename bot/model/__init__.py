"""The steps of the model answerer: what is sent, the call and its limits, what of its text is shown and believed."""
