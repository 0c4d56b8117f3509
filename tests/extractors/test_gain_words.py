"""A sentence states a gain by the word or by what got better; speaking of gains states none."""

from __future__ import annotations

import pytest

from extractors.gain_words import points_back, states_gain, tells_none
from extractors.gains import extract_gains
from tests.extractors.build import claimed


@pytest.mark.parametrize(
    "sentence",
    [
        # less of what costs: by itself, by somebody, or as it may be
        "Svartiden ble halvert.",
        "I pilotene er antall avvik redusert.",
        "Gevinstpotensialet er beregnet til fem årsverk, 5 i alt.",
        "Antall klager falt fra 42 til 17.",
        "Talet på uønskte hendingar gjekk ned.",
        "I fjor har korttidsfraværet gått ned.",
        "Med avtalen har skolene redusert portoutgiftene.",
        "Sensorer kan redusere lekkasjene i nettet.",
        "Systemet skal redusere ventetiden.",
        "Planen vil etter hvert halvere tiden som går med.",
        "Utsleppa er venta å gå ned.",
        "Vi reknar med å spare 90 000 kroner i året.",
        "Vi forventer færre fall på avdelingen.",
        "På sikt ventes det lavere driftskostnader.",
        "Barnehagen har fått ned sykefraværet.",
        "Vi har klart å redusere overtidsbruken.",
        "Med varmepumpe vert oljeforbruket redusert.",
        "Når bygget er ferdig, vil energiutgiftene være 200 000 kroner lavere.",
        "Leiaren trur at det kan frigjere inntil to stillingar.",
        "Dei tilsette slepp dobbeltarbeid.",
        "Samarbeidet gjev lågare prisar på lisensar.",
        "Kommunen reduserte klimagassutslippene med en femtedel.",
        "Behovet for innleigde vikarar har vorte mindre.",
        "Vi ventar ein nedgang i vikarutgiftene.",
        # so much is saved
        "Det er spart 300 arbeidstimer i året.",
        "Om lag to millioner kroner er spart inn.",
        "Planen reknar med ei årleg innsparing på kr 100 000.",
        "Det ligger an til en innsparing på 2 mill. kroner.",
        "Rektorene bruker to timer mindre i uka på turnus.",
        "Hjemmesykepleien kjører 14 000 kilometer mindre.",
        "78 prosent svarte at dei kjende seg tryggare.",
        "Det er dokumentert en tidsbesparelse på 30 minutter per vedtak.",
        "Kostnadsinnsparinga er rekna til 640 000 kroner.",
        # before and now
        "Søknader behandles nå på to dager i stedet for ti.",
        "Svartida er no 12 dagar, mot 31 dagar før.",
        "Runden som før tok tre uker, tar nå to dager.",
        "Strømbruken er 18 prosent lavere enn før.",
        "Fellesavtala er 300 000 kroner rimelegare enn dei gamle.",
        "Den nye ordningen er rimeligere enn den gamle.",
        # a number or a time that falls
        "Kommunen har allerede fått ned antall anker fra 31 til 14.",
        "Timetallet gikk i snitt fra 4,5 til 3 timer.",
        "Svaret kommer på minutter i stedet for dager.",
        "Drosjeutgiftene var 900 000 kroner i 2021 og 640 000 kroner i 2023.",
        "Lisenskostnadane ligg no 80 000 kroner under nivået i 2019.",
        "Felles avtale er 75 000 kroner rimeligere per år.",
        "Nytt anlegg gjer at drifta kostar 30 000 kroner mindre.",
        "Avdelinga treng no mindre hjelp enn før.",
        "Utsleppa blir kutta med 40 tonn.",
        "Verksemdene får 20 000 kroner lågare rekning.",
        "Køen er blitt kortere.",
        "Anlegget krever nå 20 prosent mindre vann.",
        "Utrykkingen går tre minutter raskere.",
        "Den nye ovnen bruker halvparten så mye ved.",
        "Vi treng berre éin lastebil i staden for to.",
        "Før måtte vi ringe rundt; nå holder det med én melding.",
        "Vi sa opp avtalen og har dermed spart 70 000 kroner.",
        "Kommunen unngår en utbygging på 9 millioner kroner.",
        "Hærverket er halvert.",
        "Ventelista er på 45 personar, ned frå 120 til 45.",
        "Konfliktane er vortne færre.",
        "Ordninga kjem til å frigjere fem timar i veka.",
        "Appen gjør papirlistene overflødige.",
        "Vaktskiftet går fortere.",
        "Purringene er så godt som borte.",
        "Det tok før fem skjema å få løyve; nå holder det med ett skjema, og én underskrift.",
        "Svarfristen er kortet fra tre til én måned.",
        "Vi har fått en halv stilling frigjort til tilsyn.",
        "Vaktlista går opp uten at lederen må ringe rundt.",
        "Kameraet gjør nattlig tilsyn mulig.",
        "Kurset har gjort vikarene trygge på pumpa.",
        "I fjor var strømforbruket 12,4 prosent lavere enn før.",
        "Søkeren får svar på to uker, mot tidligere seks uker.",
        "Kommunene kan spare millioner av kroner på felles lager.",
        "Effektiviseringa utgjer halvanna årsverk, 1,5 i alt.",
        "Skolen har hatt en nedgang i antall skader på 20 prosent.",
        "Restansane er bygde ned.",
        "Vedlikeholdsetterslepet er redusert med 3 millioner kroner.",
        "Det er berekna ei årleg innsparing på 300 000 kroner.",
        "Robotane frigjorde 40 timar i månaden.",
        "Det vert brukt mindre tid på føring av lister.",
        "Driften er effektivisert for minst 90 000 kroner.",
        "Er kvaliteten hevet, eller er det bare utgiften? Kvaliteten er hevet.",
        "Rådmannen tror vi kan spare over tre milliarder i fylket.",
        "Det kan være milliarder å spare på felles innkjøp.",
        "Notatet viser et årlig innsparingspotensial på mellom 2 og 3 millioner kroner.",
        "Klimagassreduksjonen ligger på omtrent 2,6 tonn i året.",
        "For de 40 bilene er innsparingen to millioner kroner.",
        "Total innsparing blir om lag 3 millioner kroner, sier Kari Li.",
        "Dersom fraværet går ned ett prosentpoeng, kommer byen til å spare 5 millioner kroner.",
        "Ved å låne bort møbler hadde byen oppnådd en reduksjon av utslippene på 30 tonn.",
        "Med skjemaet oppnås færre mangelfulle søknader, som skal spares for porto.",
        "Overgangen kan innebære en besparelse på halvannen million kroner.",
        "Ved å ringe i stedet vil besparelsene være i millionklassen.",
        "Det er stort økonomisk potensial i å dele på bilene.",
        "Dermed slipper saksbehandleren å lete i permene.",
        "Vi sparer tid på å slippe å hente ut nøkler på kontoret.",
        "Sensorene gjør at vakta kan bruke kreftene på andre oppgaver.",
        "Det vil si en reduksjon på 12 prosent i vannforbruket.",
        "Notatet konkluderer med et innsparingspotensial på 2 til 4 millioner kroner.",
        "De ni tiltakene har en beregnet nytte, og det gir en samfunnsnytte på 3 millioner kroner.",
        "Skjemaet er tidsbesparende for kontoret.",
        "Fraværet er nå nede i 5,1 prosent.",
        "Avdelingen har hatt en positiv utvikling i sykefraværet.",
        "Målingen viser økt trivsel blant de ansatte.",
        "I fjor er det tatt ut en effektivisering tilsvarende tre årsverk.",
        "Mengden restavfall er redusert med 20 kg.",
        "Utrykkingstida er korta ned med tre minutt.",
        "Hallen har gitt laget 400 flere treningstimer i året.",
        "Kontoret bruker nå under én time på vaktlista, som før tok en hel dag.",
        "Ledningsnettet lekker mindre enn før.",
        "Slambehandlingen er blitt billigere.",
        "Avtalen førte til at kostnaden ble satt ned med 8 prosent.",
        "Ny veg kortar inn reisevegen med 9 minutt.",
        "Tiltaket vil betale seg inn på fire år.",
        "Biblioteket holder åpent til ti uten ekstra bemanning.",
        # whom it got better for
        "Appen letter hverdagen for hjemmetjenesten.",
        "Samlingene har ført til et tettere samarbeid mellom skolene.",
        "Overgangen til skolen oppleves nå som tryggere.",
        "Alle kart er nå tilgjengelige på nett.",
        "Ni ungdommer er kommet tilbake i skole.",
        "Tenesta har blitt meir robust.",
        "Ordninga har gjort at fleire kan bu heime.",
        "Vi tror at grepet vil føre til en ressurseffektivisering i etaten.",
        "Saksbehandlerne har forventninger om en enklere hverdag.",
        "Ved å bytte til sykkel blir det lettere for bydelene å nå målene.",
        "Arbeidet har gitt større eierskap til planen hos de ansatte.",
        "Roboten har medført at flere ansatte har fått ny kompetanse.",
        "Prosjektet har bidratt til kompetanseøkning hos lagene.",
        "Etaten ser effekter i form av tidsbesparelser og økt kvalitet.",
        "Kart og tegninger kan bestilles døgnet rundt.",
        "Hun er ikke lenger avhengig av at noen låser opp.",
        "De klarer flere gjøremål på egenhånd.",
        "Små lag har mye å vinne på å gå sammen.",
        "Samarbeidet gir god effekt for de minste kommunene.",
        "Ordninga har medført ei forenkling for søkjarane.",
        "Kurset førte til at elleve deltakere kom i fast arbeid.",
        "Åtte av ti er komne vidare, og fem er kome i arbeid.",
        "Saksbehandlerne vil slippe å lete i arkivet.",
        "Når løysinga kjem, skal innbyggjarane kunne søkje utan å ringje.",
        "Roboten sorterer posten uten at noen trenger å åpne den.",
        "Brukerne trenger ikke lete etter skjemaet.",
        "Responssenteret kan avlaste nattevakta.",
        "Dei seier at dei er mindre redde.",
        "Opptakene vil gjøre stoffet tilgjengelig for skolene.",
        "Ordningen gjør det mulig for flere å jobbe.",
        "Samordning vil styrke rettssikkerheten.",
        "Sladding øker personvernet for innbyggerne.",
        "Målet er at færre trenger innleggelse.",
        "De ansatte har fått en roligere start på vakta.",
        "Elevane får svar same dag.",
        "Brukerne opplever større trygghet.",
        "Vi har fått betre kontroll med utgiftene.",
        "Saksbehandlerne har fått mer tid til veiledning.",
        "Innbyggerne vil finne alle kart på ett sted.",
        "Det er blitt enklere å melde fra om feil.",
        "Systemet gjør hverdagen enklere for de ansatte.",
        "Digital signering gjør at kontrakter er klare samme dag.",
        "Tilfredsheita har auka frå 4,1 til 4,7.",
        "Interkommunalt samarbeid har styrkt fagmiljøet.",
        "Kvaliteten på vedtakene er blitt bedre.",
        "Pasientene trenger ikke reise til byen.",
        "Pårørande er tryggare.",
        "Skjemaet gjer det lettare for foreldra å søkje.",
        "Appen gjør at foreldrene kan melde fravær når som helst.",
        "Ordningen har gjort det mulig å behandle flere saker.",
        "Det er ikke lenger nødvendig å møte opp.",
        "Roboten fjernar behovet for manuell føring.",
        # the word, with what it is, how much, or what brings it
        "Gevinstene er i hovedsak spart reisetid.",
        "Gevinsten vil være størst for de minste kommunene.",
        "Reisetidsgevinsten er om lag 10 minutter.",
        "Den største gevinsten er at pasientene kan bo hjemme.",
        "Gevinsten er rekna til 1,2 millionar kroner i året.",
        "Tiltaket forventes å gi en gevinst på 2 millioner kroner.",
        "Det vart realisert gevinstar for 2 millionar kroner.",
        "Blant gevinstene er færre feil.",
        "Den viktigste gevinsten for lagene er samarbeidet om hallen.",
        "Kommuner som deler på utstyret, har betydelige gevinster.",
        "Regionen kan få ein gevinst på knapt 2 millionar kroner.",
        "Kommunene kan vise til spart tid og økonomiske gevinster.",
        "Det er et stort potensial for innsparing.",
        "Skolene realiserer gevinstene i form av økt kapasitet.",
        "Gevinsten per brev er tolv kroner, dersom porto regnes med.",
        "Dersom kommunene slår seg sammen om bilen, sparer de 40 000 kroner.",
        "Effekten så langt er lavere strømforbruk.",
        # by the stems of words, in whichever form and degree
        "Ordningen har gitt mindre bekymrede foreldre.",
        "Bebuarane er blitt meir sjølvhjelpne.",
        "Kurset har gjort lærarane mindre einsame.",
        "Appen gjer at elevane no kan låne bøker.",
        "Bruken av innleie har minka.",
        "Turnusen har i praksis senket overtiden.",
        "Vaktordningen har så langt spart skolen for 20 turer.",
        "Innbyggjarane skal sleppe å møte opp.",
        "Det vil avlaste vakta.",
        "Naboene trenger nå ikke lenger å ringe kommunen.",
        "Den nye avtalen er 40 000 kroner billegare.",
        "Ny avtale gjev kommunen 20 000 kroner lågare straumrekning.",
        "Driftskostnadene er 12 000 kroner under utgiftene i 2019.",
        "Sladding øker personvernet.",
        "Trening ventast å redusere overtida.",
        # what a measure does, whatever it does it to
        "Tiltaket har redusert hærverk i parken.",
        "Kurset har styrket samholdet i laget.",
        "Ordninga har ført til at fleire søkjer hjelp.",
        "Prosjektet har gjort at færre elever må flyttes.",
        "Det er ikke lenger kø ved porten.",
        "De har fått ett system i stedet for fire.",
        "Avtalen har gitt 12 prosent rabatt.",
        "Reisetiden kan reduseres med en tredel.",
        # what a measure comes to in money, and what less of something comes to
        "Tiltaket er satt i verk og gir en helårseffekt på 90 000 kroner.",
        "Omstillinga er venta å gi 40 000 kroner i årleg effekt.",
        "Forventet effekt av tiltaket er 1,5 mill. kroner.",
        "Nedgangen i overtid utgjør 14 000 kroner.",
        "Frigjort tid tilsvarer et halvt årsverk.",
        "Tiltaket har gitt lavere portoutgifter, mens målet var å fjerne dem.",
        "Vakta bruker nå 10 minutter på å finne en nøkkel, mot 45 minutter før.",
    ],
)
def test_this_is_stated(sentence: str) -> None:
    assert states_gain(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        # speaking of gains
        "Begrepet gevinst er brukt slik håndboka gjør det.",
        "Gevinster skal følges opp av linja.",
        "Gevinstene skal dokumenteres årlig.",
        "Gevinster og kvalitet er fast punkt på dagsorden.",
        "Kommunene må selv sørge for å realisere gevinstene.",
        "Gevinstene er fremdeles usikre, og noe er avhengig av drift.",
        "Gevinsten er usikker.",
        "Dersom vi får gevinster, skal de meldes til styret.",
        "Enhetene har i liten grad realisert gevinster.",
        "Ordningen har knapt gitt noen gevinst.",
        "Det som må til for å kunne hente inn gevinster, er omfattende.",
        "Prosjekter som har store gevinster, meldes inn først.",
        "Det er viktig å gå gjennom regnskapet, slik at alle ser gevinstene.",
        "Saken kan behandles uten å varsle naboene.",
        "Nå skal enhetene måle gevinstene og hente ut innsparingen.",
        "I år slipper elevene å betale for boka.",
        "Det gjenstår en del mindre justeringer av planen.",
        "Det krever tid før de økonomiske gevinstene blir tydelige.",
        "Målet var å gje eldre høve til å bu heime lenger.",
        # prizes, and what accounts call so
        "Gevinstene i lotteriet er gitt av lokale bedrifter.",
        "Gevinstane vart trekte på julefesten.",
        "Vinneren fikk en gevinst på 500 kroner.",
        "Innsamlinga gav 40 000 kroner, og gevinstar vart delte ut.",
        "Gevinsten ved salet av bygget vart 1,4 millionar kroner.",
        "Kursgevinsten på aksjene ga en gevinst på 90 000 kroner.",
        # wishes, tasks and opinions
        "Foreldrene ba om at skolen gir raskere svar.",
        "Elevene bør få svar samme dag.",
        "Veien blir tryggere for alle, sa Kari Li.",
        "Kommunen skal redusere driftskostnadene.",
        "Rådmannen får i oppdrag å redusere driftskostnadene.",
        "Utvalget vil vurdere om det kan gi lavere kostnader.",
        # what is neither more of what is good nor less of what costs
        "Antall medlemmer gikk ned fra 80 til 62.",
        "Møtet ga 12 flere saker.",
        "Antall fødte gikk ned fra 30 til 24.",
        "Laget hadde 20 prosent færre tilskuere.",
        "Talet på elevar gjekk ned.",
        "Laget fikk bedre plassering enn året før.",
        "Resultatet ble bedre enn budsjettert.",
        "Lønnsutgiftene ble 300 000 kroner lavere enn budsjettert.",
        "Forfatteren sparer ikke på ordene, og døra slipper lyset inn.",
        "Skolen trenger bedre kontroll.",
        "Kommunen har spart 40 millioner kroner på fond.",
        "Vi har ikke sett noen reduksjon i sykefraværet.",
        "Det er viktig at kostnadene går ned.",
        "Vedtaket innebærer reduserte bevilgninger.",
        "Laget har spart opp 120 000 kroner.",
        "Elevene får tilbud om leksehjelp tre dager i uka.",
        "Tiltakshaver slipper å betale avgift.",
        "Skoleruta ble halvert.",
        "Hun fikk raskere løyve enn de andre.",
        "Saken ble behandlet raskere på fylket.",
        "Kommunen har redusert tilbudet om SFO.",
        "Klubben sparer til ny hytte.",
        "Brukerne får svar samme dag som vedtaket er fattet.",
        "Utgiftene gikk opp med 15 prosent.",
        # a number that falls is no gain of what is wanted, nor one that rises
        "Åpningstiden er redusert fra åtte til seks timer.",
        "Antall plasser gikk fra 40 til 31.",
        "Antall klager gikk fra 12 til 19.",
        "Svartiden gikk fra tre til fem uker.",
        "Plassene gikk fra 60 i 2021 til 45 i 2023.",
        "Budsjettet er 300 000 kroner lavere enn i 2019.",
        "Det ble 40 000 kroner mindre enn budsjettert.",
        "Skolen har 20 prosent færre elever.",
        "Vi fekk ikkje gjort arbeidet raskare.",
        "Det er for tidlig å si om det gir mer kvalitet.",
        "Halvparten så mange søkere møtte.",
        "Kommunen unngår ikke et tap på 3 millioner kroner.",
        "Før hadde laget 40 medlemmer, nå har det 25 medlemmer.",
        "Det går ikke uten at lederen må ringe rundt.",
        "Kommunen har redusert bemanningen med to årsverk.",
        "Lederen sa at fristen er kortere enn i fjor.",
        # what was to come and did not, and what kind of thing it is
        "Nye timeplaner skulle gi bedre bruk av rommene, men det har de ikke gjort.",
        "Plattformen samler løsninger som gjør det mulig for innbyggere å bo hjemme.",
        "Økt usikkerhet har gitt mer uro.",
        "Søkerne må ikke møte opp beruset.",
        # what nobody wants a measure to do
        "Skjemaet har ført til at flere må vente.",
        "Skjemaet har ført til at flere har klaget.",
        "Ordningen har ført til at flere elever uteblir.",
        "Avtalen hindrer kommunen i å kreve inn gebyr.",
        "Systemet hindrar oss i å levere.",  # nn
        "Systemet reduserer kommunens innsyn.",
        "Programmet løfter fram tre problemer.",
        "Løsningen styrker ikke personvernet.",
        "Ordninga styrkjer ikkje tryggleiken.",  # nn
        "Tiltaket har redusert antall plasser.",
        "Prosjektet har redusert tilbudet til eldre.",
        "Det er ikke lenger en bank i bygda.",
        "Forslaget falt med én stemme mot to.",
        # what was not reaped, and what costs
        "Innsparingen på 6 000 kroner blir ikke realisert.",
        "Innsparinga på 6 000 kroner vart ikkje henta ut.",
        "Effekten av tiltaket er en merutgift på 3 000 kroner.",
        "Effekten av lønnsoppgjøret er 3 mill. kroner.",
        "Tiltaket koster 3 000 kroner og vurderes etter effekt.",
    ],
)
def test_this_is_not(sentence: str) -> None:
    assert not states_gain(sentence)


def test_gains_of_a_lottery_are_prizes_whoever_gave_them() -> None:
    lines = ("## Sak 4/31 Søknad om å holde basar", "Laget har gevinster for 8 000 kroner.")
    assert claimed(extract_gains, *lines) == []
    assert claimed(extract_gains, "## Sak 4/31 Arkiv", "Det gir gevinster for 8 000 kroner.")


def test_an_article_before_an_adjective_points_to_nothing() -> None:
    assert points_back("Den vil gi lavere kostnader.")
    assert points_back("Dette gir lavere kostnader.")
    assert points_back("De kunne spare mye.")
    assert not points_back("Den nye løsningen gir lavere kostnader.")


@pytest.mark.parametrize(
    ("sentence", "realised"),
    [
        ("De har nå fått en roligere start.", "realisert"),
        ("Svartida er korta ned til to dagar.", "realisert"),
        ("Rapporten anslo at svinnet kan gå ned.", "forventet"),
        ("Det er beregnet at ordningen sparer to årsverk.", "forventet"),
        ("Felles drift kan etter hvert føre til lavere kostnader.", "forventet"),
        ("Avtalen sparer skolene for 9 000 kroner dersom alle bruker den.", "forventet"),
        ("For fylket er det berekna ein mogleg gevinst på 2 millionar kroner.", "forventet"),
    ],
)
def test_whether_it_has_come(sentence: str, realised: str) -> None:
    (gain,) = claimed(extract_gains, sentence)
    assert gain.realised == realised


def test_in_a_proposal_the_present_is_yet_to_come() -> None:
    line = "Servicekontoret får færre telefoner."
    (told,) = claimed(extract_gains, "# Årsmelding 2031", line)
    (proposed,) = claimed(extract_gains, "# Saksframlegg", line)
    assert (told.realised, proposed.realised) == ("realisert", "forventet")


def test_paragraphs_under_gains_are_cut_where_the_next_is_stated() -> None:
    text = "Det gir mindre kø. Kurset var i mai. Avtalen sparer 40 000 kroner. Den gir ro."
    found = claimed(extract_gains, "# Årsmelding 2031", "## Gevinster", text)
    assert [g.text for g in found] == [
        "Det gir mindre kø. Kurset var i mai.",
        "Avtalen sparer 40 000 kroner. Den gir ro.",
    ]
    assert found[1].amount == 40000


def test_who_drives_less_brought_no_gain() -> None:
    lines = ("# Rapport", "## Gevinster", "- Nattpatruljen kjører 900 kilometer mindre i året")
    (gain,) = claimed(extract_gains, *lines)
    assert gain.project is None


def test_what_one_sentence_denies_the_next_may_state() -> None:
    told = "Arkivet er ikke ryddet. Ordningen har gjort det overflødig å ringe."
    assert [g.text for g in claimed(extract_gains, told)] == [told.split(". ")[1]]


def test_how_much_it_comes_to_is_a_gain_only_after_one() -> None:
    told = "Svartiden har gått ned. Det tilsvarer to årsverk. Det utgjør lite."
    assert [g.text for g in claimed(extract_gains, told)] == [
        "Svartiden har gått ned.",
        "Det tilsvarer to årsverk.",
    ]
    assert claimed(extract_gains, "Fraværet var på 460 dager. Det tilsvarer to årsverk.") == []
    lines = ("Ventetida har gått ned.", "Kommunen har rekna ut at dette svarar til to årsverk.")
    assert len(claimed(extract_gains, *lines)) == len(lines)


def test_what_had_to_be_done_and_what_is_now_is_one_gain() -> None:
    told = "Før måtte alle møte opp. Nå søker de hjemmefra. Kontoret er rødt."
    (gain,) = claimed(extract_gains, told)
    assert gain.text == "Før måtte alle møte opp. Nå søker de hjemmefra."
    assert claimed(extract_gains, "Før lå det i byen. Nå ligger det her.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Rekneskapen viser ein gevinst på 12 000 kroner i rentefondet.",
        "Aksjesalget ga en gevinst på 12 000 kroner.",
        "Tombolaen gav ein gevinst på 900 kroner.",
        "Naboene trenger ikke hjelp.",
        "Den tørre vinteren har redusert utgiftene til brøyting.",
        "Kommunen har ikke spart penger på dette.",
    ],
)
def test_neither_finance_nor_chance_nor_what_is_denied(sentence: str) -> None:
    assert not states_gain(sentence)


@pytest.mark.parametrize("words", ["Se eget notat.", "Sjå vedlagd plan"])
def test_where_a_gain_is_told_of_is_none(words: str) -> None:
    assert tells_none(words)
