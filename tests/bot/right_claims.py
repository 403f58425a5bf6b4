"""Claims that say what their article says: verbatim, trimmed, joined, or in sensible other words. All must stand.

Written by reading the articles, before the verifier was tried on them; one that the verifier refuses stays here.
"""

RETURN_HOME = """
Florence Cassez was released from a Mexico City prison on Wednesday.
Families of kidnapping victims called Florence Cassez a “killer”.
Families of kidnapping victims called Cassez a "killer" as she was released from prison.
Hours after her release, the 38-year-old arrived in Paris.
The 38-year-old received a hero's welcome in Paris.
A Supreme Court panel ordered the immediate release of Cassez on Wednesday.
Cassez had served seven years of a 60-year jail sentence.
Cassez served 7 years of her 60-year sentence.
She had been jailed for helping her ex-boyfriend, Israel Vallarta, run a kidnapping gang.
Cassez was serving a 60-year sentence for helping her ex-boyfriend Israel Vallarta run a kidnapping gang.
On Wednesday, a Supreme Court panel ordered the release of Cassez.
Cassez declared “I was cleared” after arriving in the French capital.
After arriving in the French capital, Cassez declared "I was cleared", the Guardian reported.
"I suffered as a victim for more than seven years," Cassez said.
Cassez said she suffered as a victim for more than seven years.
Cassez was quoted by the Washington Post as saying: “I have been declared innocent.”
Judge Olga Sanchez Cordero said the decision to free Cassez was not a declaration of her innocence.
According to Judge Olga Sánchez Cordero, Cassez was freed due to gross irregularities during her arrest, not because she was declared innocent.
Supreme Court Judge Olga Sanchez Cordero told El Universal that the decision to free Cassez was due to gross irregularities during her arrest in 2005.
The decision to free Cassez was due to gross irregularities during her arrest in 2005.
Police arrested Cassez at a ranch near Mexico City.
Cassez was arrested at a ranch near Mexico City.
Police held her incognito for a day and then made her participate in a re-enactment of the police raid.
The re-enactment of the police raid was aired on national television.
In the video, Cassez was portrayed as one of the kidnappers.
Many people in Mexico are angry at the ruling, especially the families of victims.
Some people vented their frustration at the decision on social networking sites.
According to the Associated Press, a survey in Mexico shows most people believe Cassez is guilty.
A survey shows that most people in Mexico believe Cassez is guilty.
The wife of one of the victims said her husband was held for three months by the gang.
One victim's wife said the gang held her husband for three months.
"We paid the ransom, but they killed him anyway," she was quoted by the AP as saying.
The case has strained relations between Mexico and France.
The case shone a harsh spotlight on Mexico's flawed justice system.
Relations between Mexico and France have been strained by the case.
Justice Arturo Zaldivar was a member of the Supreme Court panel that freed Cassez.
Zaldivar said the actions taken by police after the Frenchwoman was arrested brought the case undone.
Justice Arturo Zaldivar said that the actions taken by police brought the case undone.
Zaldivar said the staging couldn't have taken place if she had been turned over to court custody promptly.
"""

STILL_SPEAKING = """
The docuseries revisits the story of alleged kidnappers Florence Cassez and Israel Vallarta.
Netflix's docuseries is called A Kidnapping Scandal: The Florence Cassez Affair.
The series is based on Jorge Volpi’s 2018 book, Una Novela Criminal.
The series was directed by Gerardo Naranjo.
Director Gerardo Naranjo details the irregularities of the case using interviews and public records.
The case became a diplomatic scandal between Mexico and France.
The series describes the legal saga as “one of the most notable and scandalous cases in Mexico’s history.”
In 2003, the French citizen visited her brother and his wife in Mexico.
Cassez’s saga began in 2003 when she visited her brother and his wife in Mexico.
While in Mexico, she met Israel Vallarta.
Cassez met Israel Vallarta while visiting her brother in Mexico in 2003.
The New York Times described it as “a difficult relationship that alienated her friends”.
Cassez moved to Vallarta’s ranch, located south of Mexico City, in 2005.
After a brief breakup, Cassez left France and moved to Vallarta's ranch in 2005.
Police arrested the couple on the side of a highway on December 8.
Police arrested the couple on the side of a highway on December 8, 2005.
On December 8, 2005, police arrested the couple on the side of a highway.
Authorities took them to Vallarta’s ranch instead of the police station.
The Mexican FBI had invited TV reporters to witness a staged raid.
At the ranch, authorities claimed to rescue three kidnapping victims.
The police claimed to have rescued three kidnapping victims in the staged raid.
They were accused of running a prominent gang of kidnappers known as Los Zodiacos.
Cassez and Vallarta were accused of running a gang of kidnappers known as Los Zodiacos (The Zodiacs).
The Mexican government admitted to staging the rescue, according to The Guardian.
According to The Guardian, the Mexican government admitted to staging the rescue months later.
In a February 2006 press conference, Mexico’s attorney general, Daniel Cabeza de Vaca, also blamed the journalists.
Mexico's attorney general Daniel Cabeza de Vaca blamed the journalists.
“All we tried to do was serve you, the media,” he said.
Cassez was charged with kidnapping, organized crime, and illegal possession of firearms.
She was found guilty in April 2008 and sentenced to 96 years in prison.
In April 2008, Cassez was found guilty and sentenced to 96 years in prison.
Cassez was sentenced to ninety-six years in prison.
In March 2009, her sentence was reduced to 60 years.
Her sentence was reduced to 60 years in March 2009.
Cassez's sentence was reduced to 60 years in March 2009.
Cassez was sentenced to 96 years in prison in April 2008, and in March 2009 her sentence was reduced to 60 years.
Cassez had already spent more than two years behind bars awaiting trial.
Former French presidents Nicolas Sarkozy and Francois Hollande got involved, condemning Cassez’s detainment in Mexico.
Nicolas Sarkozy and François Hollande condemned Cassez's detainment in Mexico.
A Supreme Court panel in Mexico voted in January 2013 to free Cassez and allow her to return to France.
In January 2013, a Supreme Court panel voted to free Cassez.
The court did not address whether she was guilty or innocent of her alleged crimes.
The court concluded that the staged raid and televised arrest had violated her rights.
The staged raid and televised arrest had violated her rights, the court concluded.
The court’s decision sparked anger among Mexican citizens and kidnap victims’ groups.
The decision sparked anger among victims' groups who believed she’d received special treatment as a foreigner, the BBC reported.
President Hollande welcomed Cassez to the Elysee Palace.
Cassez was welcomed to the Elysee Palace by President Hollande.
She told reporters that her release was “a great victory for Mexicans,” per the BBC.
In a prime-time interview on French TV, she maintained that she knew nothing about the “rescued” hostages at the ranch.
Cassez maintained that she, too, was a victim.
Vallarta admitted to being involved with the kidnapping ring.
Vallarta is still in prison.
Vallarta confirmed that Cassez had nothing to do with his criminal activity.
Vallarta, who is still in prison, confirmed that Cassez had nothing to do with his criminal activity.
Cassez, who is 47 years old in 2022, has continued to profess her innocence.
Cassez has continued to speak out about corruption in the Mexican legal system.
“Only they know why they’re doing it,” Cassez explained in A Kidnapping Scandal.
Cassez said she is speaking out “so that it won’t happen again”.
"""

STRIKE = """
About 2,300 dockers at the port of Velmar stayed away from work on Tuesday.
The strike has left 41 ships waiting offshore.
41 ships are waiting offshore because of the strike.
The dockers are on strike over pay.
Maritime Workers United wants a rise of 9.5 percent over two years.
The union wants a 9.5% rise over two years.
Castellan Ports has offered 6 percent and says it will not go higher.
The operator has offered 6 percent.
Ingrid Halvorsen is the union's chief negotiator.
Halvorsen said they have not been offered a decent wage since 2019.
Talks would resume on Thursday if Castellan withdrew its threat to hire replacement workers, Halvorsen said.
Pavel Oren denied that the company had threatened anyone.
Castellan's managing director Pavel Oren denied threatening anyone.
"Nobody here has spoken of replacements," Oren told the Velmar Courier.
Oren accused Halvorsen of misleading her own members.
Prime Minister Tuula Reinholt ruled out sending in the army.
Reinholt urged both sides to return to the table.
Bram Decker criticised Reinholt for failing to act sooner.
Opposition leader Bram Decker criticized Prime Minister Reinholt for failing to act sooner.
The last strike at Velmar was in 2011 and lasted eleven days.
The 2011 strike lasted 11 days and cost the region an estimated 180 million euros.
Economists at Velmar University believe this strike could cost twice as much.
"""

MUSEUM = """
A painting by Anna Lindqvist was stolen from the Harbour Museum in 2007.
The painting has been found in a garage in the town of Essel, police said.
"The Ferryman" was painted in 1894 and is valued at 3.2 million kronor.
The painting was hidden behind a wardrobe, Chief Inspector Samir Haddad said.
The garage belongs to a 62-year-old man suspected of handling stolen goods.
The man has denied the charge and was released on Saturday without conditions.
Museum director Clara Voss called the find "a small miracle".
The canvas has two tears but the colours have not faded.
In 2009, a court acquitted former guard Otto Brenner of the theft.
Otto Brenner was acquitted of the theft in 2009.
Brenner said he had always been innocent.
Brenner lost his job after the burglary.
Haddad said investigators no longer believe that the thief worked alone.
Voss plans to show the painting again in the spring of 2025.
Lotte Maas is the museum's conservator.
An unnamed dealer allegedly offered the picture to a collector in Geneva in 2012 for 400,000 francs.
The collector, Henri Duval, reportedly refused to buy it and warned the police.
Henri Duval reportedly refused to buy the picture.
"""

FLOOD = """
Heavy rain flooded about 600 homes in the lower Arda valley on the night of 3 October.
About 600 homes were flooded in the Arda valley.
Two people were injured when a footbridge gave way at Torrent.
One of the two injured people is in a serious condition.
Fire chief Beatriz Solano said that no one had died.
No one died, fire chief Beatriz Solano said.
Some 1,450 people spent the night in sports halls.
The regional government had cut spending on flood defences from 12 million to 7 million euros in 2022.
In 2022, the regional government cut spending on flood defences from 12 million to 7 million euros.
Regional president Joan Ferrer rejected criticism of the cut.
Ferrer said the river would have burst its banks anyway.
Hydrologist Miriam Katz disagreed.
Katz's 2021 report had warned that the dyke at Torrent might fail in a heavy storm.
Miriam Katz said the report was not read by anyone who mattered.
Ferrer visited Torrent on Monday with environment minister Luis Cano.
Cano promised 25 million euros in aid but did not say when it would be paid.
Luis Cano, the environment minister, promised 25 million euros in aid.
Residents shouted at Ferrer as he left the town hall.
Solano warned that the valley could flood again if the dyke is not repaired by December.
"""
