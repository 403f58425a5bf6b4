"""Whether a claim stands on what it cites. `bot.citations` is the way in; who drafted the claim is not known here."""
