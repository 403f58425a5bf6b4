"""News written for these tests: several people, figures that differ, hedges, denials, quotes within reports."""

STRIKE = """Dockers' strike shuts port of Velmar for a fourth day

VELMAR, 14 May 2024 – About 2,300 dockers at the port of Velmar stayed away from work on Tuesday, the fourth day of a strike over pay that has left 41 ships waiting offshore.

The union, Maritime Workers United, wants a rise of 9.5 percent over two years. The operator, Castellan Ports, has offered 6 percent and says it will not go higher.

"We have not been offered a decent wage since 2019," said Ingrid Halvorsen, the union's chief negotiator. She said talks would resume on Thursday if Castellan withdrew its threat to hire replacement workers.

Castellan's managing director, Pavel Oren, denied that the company had threatened anyone. "Nobody here has spoken of replacements," Oren told the Velmar Courier. He accused Halvorsen of misleading her own members.

Prime Minister Tuula Reinholt urged both sides to return to the table but ruled out sending in the army. Opposition leader Bram Decker criticised Reinholt for failing to act sooner.

The last strike at Velmar, in 2011, lasted eleven days and cost the region an estimated 180 million euros. Economists at Velmar University believe this one could cost twice as much.
"""

MUSEUM = """Stolen Lindqvist painting found in a garage after 17 years

A painting by Anna Lindqvist that was stolen from the Harbour Museum in 2007 has been found in a garage in the town of Essel, police said on Friday.

"The Ferryman", painted in 1894 and valued at 3.2 million kronor, was hidden behind a wardrobe, Chief Inspector Samir Haddad told reporters. The garage belongs to a 62-year-old man who is suspected of handling stolen goods. He has denied the charge and was released on Saturday without conditions.

The museum's director, Clara Voss, called the find "a small miracle". The canvas has two tears but the colours have not faded, she said.

In 2009 a court acquitted the museum's former guard, Otto Brenner, of the theft. Brenner, who lost his job after the burglary, said on Friday that he had always been innocent. "They took seven years of my life," he said.

Haddad said investigators no longer believe that the thief worked alone. Voss plans to show the painting again in the spring of 2025, once Lotte Maas, the museum's conservator, has repaired it.

According to the daily Morgonbladet, an unnamed dealer allegedly offered the picture to a collector in Geneva in 2012 for 400,000 francs. The collector, Henri Duval, reportedly refused to buy it and warned the police.
"""

FLOOD = """Storm floods 600 homes in the Arda valley; no deaths reported

Heavy rain flooded about 600 homes in the lower Arda valley on the night of 3 October, the fire service said. Two people were injured when a footbridge gave way at Torrent, and one of them is in a serious condition.

Fire chief Beatriz Solano said that no one had died. "We were lucky: the school was empty," she said. Some 1,450 people spent the night in sports halls.

The regional government had cut spending on flood defences from 12 million to 7 million euros in 2022. Regional president Joan Ferrer rejected criticism of the cut on Sunday. He said the river would have burst its banks anyway.

Hydrologist Miriam Katz of the Polytechnic of Laneda disagreed. Her 2021 report had warned that the dyke at Torrent might fail in a heavy storm. "The report was not read by anyone who mattered," Katz said.

Ferrer visited Torrent on Monday with the environment minister, Luis Cano. Cano promised 25 million euros in aid but did not say when it would be paid. Residents shouted at Ferrer as he left the town hall.

If the dyke is not repaired by December, the valley could flood again, Solano warned.
"""
