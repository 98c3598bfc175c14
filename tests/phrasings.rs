//! Wide phrasing: one fact in the ways that wire copy, backgrounders and timelines have to say it, and the modifiers
//! that keep a difference from becoming a contradiction.

use crate::claims::check;

/// What is denied is claimed not to be so, in whatever words it is denied.
#[test]
fn denials_are_no_claims_of_the_thing() {
    check(&[
        ("Georgia did not join the EU in 2019.", &["joined(Georgia, EU) 2019, not"]),
        ("Georgia has never joined NATO.", &["joined(Georgia, NATO) ../2024-05-10, not"]),
        ("Georgia declined to join the EU.", &["joined(Georgia, EU) ../2024-05-10, not"]),
        ("Georgia has yet to join NATO.", &["joined(Georgia, NATO) ../2024-05-10, not"]),
        ("Georgia is not a member of NATO.", &["member_of(Georgia, NATO) 2024-05-10, not"]),
        ("Georgia is not yet a member of the EU.", &["member_of(Georgia, EU) 2024-05-10, not"]),
        ("Georgia is no longer a member of the CIS.", &["member_of(Georgia, CIS) 2024-05-10, not"]),
        (
            "Neither Georgia nor Armenia attended the CSTO summit in Astana.",
            &[
                "attended(Armenia, CSTO summit, in Astana) ../2024-05-10, not",
                "attended(Georgia, CSTO summit, in Astana) ../2024-05-10, not",
            ],
        ),
        (
            "Kofi Mensah is not the president of Ghana.",
            &["holds_office(Kofi Mensah, President of Ghana) 2024-05-10, not"],
        ),
        (
            "Kofi Mensah is no longer president of Ghana.",
            &["holds_office(Kofi Mensah, President of Ghana) 2024-05-10, not"],
        ),
        (
            "Kenya has not ratified the Paris Agreement.",
            &[
                "treaty_ratified(Kenya, Paris Agreement) ../2024-05-10, not",
                "unratified(Kenya, Paris Agreement) 2024-05-10",
            ],
        ),
        ("The Paris Agreement has not yet come into force.", &["treaty_in_force(Paris Agreement) ../2024-05-10, not"]),
        ("The African Union was not founded in 1963.", &["founded(African Union) 1963, not"]),
        (
            "Poland did not spend 2% of GDP on defence in 2019.",
            &["spending_level(Poland, defence spending, 2) 2019, not"],
        ),
        (
            "Kenyan President William Ruto did not visit Uganda on Monday.",
            &[
                "visited(William Ruto, Uganda) 2024-05-06, not",
                "holds_office(William Ruto, President of Kenya) 2024-05-10",
            ],
        ),
        (
            "Kenyan President William Ruto was not absent from the NATO summit in Madrid.",
            &[
                "absent(William Ruto, NATO summit, in Madrid) ../2024-05-10, not",
                "holds_office(William Ruto, President of Kenya) 2024-05-10",
            ],
        ),
        (
            "Kenya sent no delegation to the African Union summit.",
            &["skipped_event(Kenya, African Union summit) ../2024-05-10"],
        ),
    ]);
}

/// A plan, an announcement and what was called off are told from what was done.
#[test]
fn stages_of_what_is_meant_to_be() {
    check(&[
        ("Georgia plans to join the EU by 2030.", &["joined(Georgia, EU) 2030, planned"]),
        (
            "Georgia announced its withdrawal from the CIS.",
            &[
                "announced(Georgia, its withdrawal from cis) ../2024-05-10",
                "membership_withdrawn(Georgia, CIS) FUTURE_REF, announced",
            ],
        ),
        ("Georgia cancelled its plan to join the EU.", &["joined(Georgia, EU) FUTURE_REF, cancelled"]),
        (
            "Georgia reversed its decision to leave the CIS.",
            &["membership_withdrawn(Georgia, CIS) FUTURE_REF, cancelled"],
        ),
        ("Qatar is withdrawing from OPEC in January 2025.", &["membership_withdrawn(Qatar, OPEC) 2025-01, planned"]),
        (
            "Qatar announced that it was withdrawing from OPEC.",
            &["membership_withdrawn(Qatar, OPEC) ../2024-05-10, announced, reported by Qatar"],
        ),
        (
            "Kenyan President William Ruto will visit Uganda and meet Ugandan President Yoweri Museveni.",
            &[
                "met_with(William Ruto, Yoweri Museveni) FUTURE_REF, planned",
                "visited(William Ruto, Uganda) FUTURE_REF, planned",
                "holds_office(William Ruto, President of Kenya) 2024-05-10",
                "holds_office(Yoweri Museveni, President of Uganda) 2024-05-10",
            ],
        ),
        (
            "Kenyan President William Ruto has cancelled a visit to Uganda.",
            &[
                "visited(William Ruto, Uganda) ../2024-05-10, cancelled",
                "holds_office(William Ruto, President of Kenya) 2024-05-10",
            ],
        ),
        ("The NATO summit due in May was called off.", &["meeting_held(NATO, NATO summit) 2024-05, cancelled"]),
        (
            "Kofi Mensah will become president of Ghana in 2025.",
            &["took_office(Kofi Mensah, President of Ghana) 2025, planned"],
        ),
    ]);
}

/// Conditions, demands, fears and near-misses happened to nobody.
#[test]
fn what_is_only_thought_of() {
    check(&[
        ("Georgia would join NATO if it were asked.", &["joined(Georgia, NATO) FUTURE_REF, hypothetical"]),
        (
            "Georgia will leave the CIS unless trade is freed.",
            &["membership_withdrawn(Georgia, CIS) FUTURE_REF, planned, hypothetical"],
        ),
        (
            "Had Georgia joined NATO in 2008, the war would not have come.",
            &["joined(Georgia, NATO) 2008, hypothetical"],
        ),
        ("Opposition parties demanded that Georgia leave the CIS.", &[]),
        (
            "It is not true that Georgia left the CIS in 2009.",
            &["membership_withdrawn(Georgia, CIS) 2009, hypothetical"],
        ),
        ("Georgia had almost left the CIS in 2006.", &["membership_withdrawn(Georgia, CIS) 2006, hypothetical"]),
        (
            "The bank prepares in the event that Georgia leaves the CIS.",
            &["membership_withdrawn(Georgia, CIS) FUTURE_REF, hypothetical"],
        ),
        ("Ministers fear that Georgia left the CIS.", &["membership_withdrawn(Georgia, CIS) FUTURE_REF, hypothetical"]),
    ]);
}

/// What the article leaves to others to vouch for is reported.
#[test]
fn others_vouch() {
    check(&[
        (
            "Georgia reportedly left the CIS in 2009.",
            &["membership_withdrawn(Georgia, CIS) 2009, reported by reportedly"],
        ),
        (
            "The ministry claimed Georgia had left the CIS in 2009.",
            &["membership_withdrawn(Georgia, CIS) 2009, reported by The ministry"],
        ),
        (
            "The African Union claims it was founded in 2001.",
            &["founded(African Union) 2001, reported by African Union"],
        ),
        (
            "Malaysian Prime Minister Anwar Ibrahim, chair of the ASEAN, announced that East Timor would join the ASEAN.",
            &[
                "holds_office(Anwar Ibrahim, Prime Minister of Malaysia) 2024-05-10",
                "joined(East Timor, ASEAN) FUTURE_REF, announced, reported by Anwar Ibrahim",
            ],
        ),
    ]);
}

/// An office is chosen for, taken, held and left, in the words that news has for it.
#[test]
fn offices_taken_held_and_left() {
    check(&[
        ("Ama Serwaa is the president of Ghana.", &["holds_office(Ama Serwaa, President of Ghana) 2024-05-10"]),
        (
            "Ama Serwaa became president of Ghana in October 2020.",
            &["took_office(Ama Serwaa, President of Ghana) 2020-10"],
        ),
        (
            "Ama Serwaa took over as NATO secretary general on 1 October 2020.",
            &["took_office(Ama Serwaa, Secretary General of NATO) 2020-10-01"],
        ),
        (
            "Ama Serwaa was sworn in as president of Ghana on 7 January 2017.",
            &["took_office(Ama Serwaa, President of Ghana) 2017-01-07"],
        ),
        (
            "Ama Serwaa, who became president of Ghana in 2001, spoke first.",
            &["took_office(Ama Serwaa, President of Ghana) 2001"],
        ),
        (
            "Ama Serwaa, elected president of Ghana in 2016, spoke first.",
            &["chosen_for_office(Ama Serwaa, President of Ghana) 2016"],
        ),
        (
            "Parliament elected Ama Serwaa as prime minister of Japan on 4 October 2021.",
            &["chosen_for_office(Ama Serwaa, Prime Minister of Japan) 2021-10-04"],
        ),
        (
            "Ama Serwaa was president of Ghana from 2001 to 2009.",
            &["holds_office(Ama Serwaa, President of Ghana) 2001/2009"],
        ),
        (
            "Ama Serwaa stepped down as president of Ghana in May 2020.",
            &["left_office(Ama Serwaa, President of Ghana) 2020-05"],
        ),
        (
            "Ghanaian Trade Minister Ama Serwaa resigned on Monday over a scandal.",
            &[
                "left_office(Ama Serwaa, Trade Minister of Ghana) 2024-05-06",
                "holds_office(Ama Serwaa, Trade Minister of Ghana) ../2024-05-10",
            ],
        ),
        (
            "Ghanaian Trade Minister Ama Serwaa was ousted on 3 May 2024.",
            &[
                "left_office(Ama Serwaa, Trade Minister of Ghana) 2024-05-03",
                "holds_office(Ama Serwaa, Trade Minister of Ghana) ../2024-05-10",
            ],
        ),
        (
            "Ama Serwaa, the Ghanaian trade minister, resigned in a scandal.",
            &[
                "left_office(Ama Serwaa, Trade Minister of Ghana) ../2024-05-10",
                "holds_office(Ama Serwaa, Trade Minister of Ghana) ../2024-05-10",
            ],
        ),
        (
            "Ghanaian Trade Minister Ama Serwaa announced her resignation.",
            &[
                "announced(Ama Serwaa, her resignation) ../2024-05-10",
                "left_office(Ama Serwaa, Trade Minister of Ghana) FUTURE_REF, announced",
                "holds_office(Ama Serwaa, Trade Minister of Ghana) 2024-05-10",
            ],
        ),
        (
            "Ghanaian Trade Minister Ama Serwaa resigned as leader of the party.",
            &["holds_office(Ama Serwaa, Trade Minister of Ghana) 2024-05-10"],
        ),
        (
            "Ama Serwaa becomes the first president of Ghana to be tried.",
            &["superlative(Ama Serwaa, first president of ghana to be tried) 2024-05-10"],
        ),
        ("Kofi Mensah, the acting president of Ghana, spoke.", &[]),
    ]);
}

/// Persons are known by relation, title, verb and what the article says elsewhere.
#[test]
fn persons_by_what_is_said_of_them() {
    check(&[
        (
            "Russian Foreign Minister Sergey Lavrov met his Ghanaian counterpart Ama Serwaa in Accra on Saturday.",
            &[
                "met_with(Sergey Lavrov, Ama Serwaa, in Accra) 2024-05-04",
                "holds_office(Sergey Lavrov, Foreign Minister of Russia) 2024-05-10",
                "holds_office(Ama Serwaa, Foreign Minister of Ghana) 2024-05-10",
            ],
        ),
        (
            "Ghanaian President Kofi Mensah blamed his predecessor Ama Serwaa.",
            &[
                "holds_office(Kofi Mensah, President of Ghana) 2024-05-10",
                "held_office(Ama Serwaa, President of Ghana) ../2024-05-10",
            ],
        ),
        (
            "Envoy Ama Serwaa met Ghanaian President Kofi Mensah on Monday. Serwaa visited Accra on Sunday.",
            &[
                "met_with(Ama Serwaa, Kofi Mensah) 2024-05-06",
                "holds_office(Kofi Mensah, President of Ghana) 2024-05-10",
                "visited(Ama Serwaa, Accra) 2024-05-05",
            ],
        ),
        (
            "Syrian President Omar al-Hadi visited Moscow in March 2023.",
            &["visited(Omar al-Hadi, Moscow) 2023-03", "holds_office(Omar al-Hadi, President of Syria) ../2024-05-10"],
        ),
        (
            "Deputy Ghanaian Prime Minister Ama Serwaa visited Rabat.",
            &[
                "visited(Ama Serwaa, Rabat) ../2024-05-10",
                "holds_office(Ama Serwaa, Deputy Prime Minister of Ghana) 2024-05-10",
            ],
        ),
        (
            "Ghana's president, Kofi Mensah, visited Accra. President Kofi Mensah met Kenyan President William Ruto.",
            &[
                "holds_office(Kofi Mensah, President of Ghana) 2024-05-10",
                "visited(Kofi Mensah, Accra) ../2024-05-10",
                "met_with(Kofi Mensah, William Ruto) ../2024-05-10",
                "holds_office(Kofi Mensah, President of Ghana) 2024-05-10",
                "holds_office(William Ruto, President of Kenya) 2024-05-10",
            ],
        ),
        ("The president of the Japan Cycling Association, Ken Mori, spoke.", &[]),
        (
            "Ama Serwaa is director of the Volta Research Center.",
            &["holds_office(Ama Serwaa, Director of Volta Research Center) 2024-05-10"],
        ),
        (
            "Ama Serwaa, who was born in 1970, visited Accra in 2018.",
            &["visited(Ama Serwaa, Accra) 2018", "born(Ama Serwaa) 1970"],
        ),
    ]);
}

/// Two that a pronoun could mean, and names that only begin other names, yield nothing.
#[test]
fn doubt_is_silence() {
    check(&[
        (
            "Mongolian President Bat Dorj met Turkish President Ali Demir as he visited Ankara.",
            &[
                "met_with(Bat Dorj, Ali Demir) ../2024-05-10",
                "holds_office(Bat Dorj, President of Mongolia) 2024-05-10",
                "holds_office(Ali Demir, President of Turkey) 2024-05-10",
            ],
        ),
        ("Ghana told Kenya that trade would end when the country left the African Union.", &[]),
        ("Egypt joined the NATO-led exercise.", &[]),
        ("Vanuatu withdrew from the FIFA World Cup.", &[]),
        ("The European Union launched a probe.", &[]),
        ("Joseph said the three patients were ill and had travelled to Ghana.", &[]),
    ]);
}

/// Who met whom, and who went where, as subject, object, agent or of a noun.
#[test]
fn meetings_and_visits() {
    check(&[
        (
            "US President Joe Biden and Chinese President Xi Jinping met in San Francisco in November 2023.",
            &[
                "met_with(Joe Biden, Xi Jinping, in San Francisco) 2023-11",
                "holds_office(Joe Biden, President of United States) ../2024-05-10",
                "holds_office(Xi Jinping, President of China) ../2024-05-10",
            ],
        ),
        (
            "The November 2022 talks between US President Joe Biden and Chinese President Xi Jinping in Bali lasted three hours.",
            &[
                "met_with(Joe Biden, Xi Jinping, in Bali) 2022-11",
                "holds_office(Joe Biden, President of United States) 2022-11",
                "holds_office(Xi Jinping, President of China) 2022-11",
            ],
        ),
        (
            "French President Emmanuel Macron hosted Chinese President Xi Jinping in Paris on Monday.",
            &[
                "met_with(Emmanuel Macron, Xi Jinping, in Paris) 2024-05-06",
                "holds_office(Emmanuel Macron, President of France) 2024-05-10",
                "holds_office(Xi Jinping, President of China) 2024-05-10",
            ],
        ),
        (
            "A visit by Russian President Vladimir Putin to Vietnam last November drew notice.",
            &[
                "visited(Vladimir Putin, Vietnam) 2023-11",
                "holds_office(Vladimir Putin, President of Russia) ../2024-05-10",
            ],
        ),
        (
            "The pact was signed during a visit by Russian President Vladimir Putin to Vietnam.",
            &[
                "visited(Vladimir Putin, Vietnam) ../2024-05-10",
                "holds_office(Vladimir Putin, President of Russia) 2024-05-10",
            ],
        ),
        (
            "US President Joe Biden makes an unannounced visit to Kyiv.",
            &[
                "visited(Joe Biden, Kyiv) ../2024-05-10",
                "holds_office(Joe Biden, President of United States) 2024-05-10",
            ],
        ),
        (
            "Pope Francis visits Tokyo, Nagasaki and Hiroshima.",
            &[
                "visited(Francis, Hiroshima) ../2024-05-10",
                "visited(Francis, Nagasaki) ../2024-05-10",
                "visited(Francis, Tokyo) ../2024-05-10",
            ],
        ),
        ("Pope Francis visited Kyiv and Moscow protested.", &["visited(Francis, Kyiv) ../2024-05-10"]),
    ]);
}

/// Lists, asides, followers and gaps.
#[test]
fn membership_in_many_words() {
    check(&[
        ("NATO welcomed Sweden as its 32nd member on 7 March 2024.", &["joined(Sweden, NATO) 2024-03-07"]),
        (
            "Members of the Nordic Council: Denmark, Finland, Iceland, Norway and Sweden.",
            &[
                "has_members(Nordic Council, Denmark; Finland; Iceland; Norway; Sweden) 2024-05-10",
                "member_of(Denmark, Nordic Council) 2024-05-10",
                "member_of(Finland, Nordic Council) 2024-05-10",
                "member_of(Iceland, Nordic Council) 2024-05-10",
                "member_of(Norway, Nordic Council) 2024-05-10",
                "member_of(Sweden, Nordic Council) 2024-05-10",
            ],
        ),
        ("Hungary, a member of NATO, objected.", &["member_of(Hungary, NATO) 2024-05-10"]),
        ("The African Union suspended Niger in August 2023.", &["membership_frozen(Niger, African Union) 2023-08"]),
        (
            "Turkey and Hungary joined the EU and NATO in 2004.",
            &[
                "joined(Hungary, EU) 2004",
                "joined(Hungary, NATO) 2004",
                "joined(Turkey, EU) 2004",
                "joined(Turkey, NATO) 2004",
            ],
        ),
        ("Armenia, a small country, joined the CSTO in 1994.", &["joined(Armenia, CSTO) 1994"]),
        ("Having joined NATO in 2023, Finland built a fence.", &["joined(Finland, NATO) 2023"]),
        (
            "Finland joined NATO in April 2023, and Sweden followed in March 2024.",
            &["joined(Finland, NATO) 2023-04", "joined(Sweden, NATO) 2024-03"],
        ),
        (
            "Azerbaijan joined the CIS on 24 September 1993, Georgia on 3 December.",
            &["joined(Azerbaijan, CIS) 1993-09-24", "joined(Georgia, CIS) 1993-12-03"],
        ),
        (
            "Fiji said that Kiribati had rejoined the Pacific Islands Forum after leaving it in 2022.",
            &[
                "joined(Kiribati, Pacific Islands Forum) ../2024-05-10, reported by Fiji",
                "rejoined(Kiribati, Pacific Islands Forum) ../2024-05-10, reported by Fiji",
            ],
        ),
        (
            "Fiji says that Samoa left the Pacific Islands Forum in 2021 and rejoined in 2023.",
            &[
                "membership_withdrawn(Samoa, Pacific Islands Forum) 2021, reported by Fiji",
                "joined(Samoa, Pacific Islands Forum) 2023, reported by Fiji",
                "rejoined(Samoa, Pacific Islands Forum) 2023, reported by Fiji",
            ],
        ),
        (
            "ASEAN, a regional bloc founded in 1967, has ten members.",
            &["membership_count(ASEAN, 10) 2024-05-10", "founded(ASEAN) 1967"],
        ),
    ]);
}

/// A treaty is signed once, ratified by each, and comes into force.
#[test]
fn treaties() {
    check(&[
        ("Kenya's parliament ratified the Paris Agreement in 2016.", &["treaty_ratified(Kenya, Paris Agreement) 2016"]),
        ("The Paris Agreement, signed in 2016, binds 195 states.", &["treaty_signed(Paris Agreement) 2016"]),
        (
            "The Paris Agreement was signed in New York in April 2016.",
            &["treaty_signed(Paris Agreement, in New York) 2016-04"],
        ),
    ]);
}

/// A share is spent, planned or only possible.
#[test]
fn shares_of_spending() {
    check(&[
        ("Poland spends 4.1% of its GDP on defence.", &["spending_level(Poland, defence spending, 4.1) 2024-05-10"]),
        (
            "Defence spending in Poland stands at 4.1% of GDP.",
            &["spending_level(Poland, defence spending, 4.1) 2024-05-10"],
        ),
        (
            "Poland's defence spending reached 4.1% of GDP in 2024.",
            &["spending_level(Poland, defence spending, 4.1) 2024"],
        ),
        (
            "Poland plans to raise defence spending to 5% of GDP by 2026.",
            &["spending_level(Poland, defence spending, 5) 2026, planned"],
        ),
        (
            "Poland could spend 5% of GDP on defence.",
            &["spending_level(Poland, defence spending, 5) 2024-05-10, hypothetical"],
        ),
    ]);
}
