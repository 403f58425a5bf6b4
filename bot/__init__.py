"""A question in, an Answer out.

    engine          understand, search, draft, verify, number; with attempt (one draft) and assembly (the Answer)
    answer          the result that everybody reads; answerer: what drafts it is given and may give; faults: of models
    conversation    a follow-up becomes a question of its own; starters: questions to begin with
    finding         the search, and what an answerer may look at
    citations       a claim is verified, a citation proved again; its checks are in proof/
    *_answerer      who drafts; their steps are in offline/ and model/
    text/           words, names, languages and quotes, for all of the above
    kept/           conversations and feedback
    evaluation/     scripted questions

What may import what is a table in tests/test_layers.py.
"""
