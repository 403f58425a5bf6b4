"""Whether a claim stands on what it cites. `bot.citations` is the way in; who drafted the claim is not known here.

In the order in which a claim meets them, each called by the one it is indented under:

    alignment         sentences that a claim may stand on, where only passages were named (from `citations`)
    support           the claim beside its evidence: word for word it stands at once, else by every check (from `citations`)
      compared          the claim beside its evidence, with the places of each word: what every check reads
      by_word           every word is there, quotations, names and numbers as they are
        equals            in another form, by an everyday equal
      together          each part of the claim is in one sentence
      governed          no negation, hedge, condition, future or speech is dropped or added
        turning           the words that do it
        conditions        if, unless, whether
      roles             who did what to whom
        company           what follows a name is said of that name
        doers             the same beside verbs, for those without names
      figures           a number stays with what it counts and with its owner
        times             days and years stay with what happened then
    abroad            instead of all these where claim and article are in two languages (from `support`)
      translated        what happened, by the glossary

What all of them read by: `wording` (tokens; `numerals` for numbers), `evidence` (the cited sentences), `naming` and
`subjects` (names), `regions` (what goes with each number), `grammar` (auxiliaries, determiners, joints, verbs).
"""
