"""The steps of the offline answerer, in the order in which a question meets them (`bot.offline_answerer` calls them).

questions       what is asked for; `bot.text.glossary` (Spanish, French) and spelling put it into words that can be compared
cutting         the parts of a question that asks two things
library_asked   whether it is of the articles themselves
indirect        the question inside "Could you tell me who ...?"
alternatives    two answers that a question offers: "60 or 96 years?"
wrapping        the question inside "Do the articles agree on ...?", "Is it true that ...?"
about           questions about the articles themselves end here: listings and fields (what they ask for), articles_meant (of
                which), evidence (the words that give it); with corrections, and bylines for authors
candidates      the sentences of the passages found; ages puts theirs as English does
reader          the network's odds for each, and the words in it that answer
weighing        these and plain signs together; fitness, wanted, counting, when: does it hold what is asked for; others: does
                it tell of somebody else
sources         these three steps for one request, and a second look into other articles on the same affair
talk, spoken    what a short follow-up leans on; whoever is asked for what they said
plan            what is said, by the kind of question: choosing, parts, halves, dated (chronologies), plans (the result)
disagreement    other accounts of the same, and a denial behind it; comparable (with quantities and stance) says which pairs of
                sentences may differ, comparing how likely they do
drafting        a chosen sentence as a claim; advice: what the reading tells an answerer that writes its own sentences
references, attribution, as_of, notes, confidence   what a sentence needs before it is shown, and the words around it

Below these, what several of them ask: whom a pronoun means (pronouns, with people, genders and nameless) and who speaks
(attribution). Its own sentence tells it (own_speaker, with saying, tags, colons, speakers and told_of) or one near it
(whose_words, with quotations); outlets: through which newspaper.
"""
