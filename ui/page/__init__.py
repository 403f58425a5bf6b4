"""The pages. They draw; what is true is decided in bot, ingest and vectorstore."""
