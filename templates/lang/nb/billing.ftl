### Kundens sider om abonnement, priser og fakturaer.
nav-subscription = Abonnement

subscription-title = Abonnement
subscription-price-title = Pris
subscription-price = Den første nettbutikken er gratis. Hver ekstra nettbutikk koster { $price } i måneden uten mva., regnet per dag.
subscription-price-how = En nettbutikk begynner å telle når det er gått et døgn siden den ble koblet til første gang, og teller til og med dagen den kobles fra. Pause stopper ikke tellingen.
subscription-agreed-free = Avtalt: ekstra nettbutikker er gratis { $days }.
subscription-agreed-price = Avtalt pris: { $price } i måneden for hver ekstra nettbutikk { $days }.
subscription-days = fra { $first } til { $last }
subscription-days-open = fra { $first }

subscription-month-title = Så langt i { $month }
subscription-today = Nettbutikker som teller i dag
subscription-extra-today = Ekstra i dag
subscription-so-far = Til og med i dag, uten mva.
subscription-estimate = Anslag for hele måneden, uten mva.
subscription-estimate-vat = Mva. av anslaget
subscription-estimate-total = Anslag å betale
subscription-estimate-how = Anslaget regner med at nettbutikkene som er koblet til nå, blir værende måneden ut.
subscription-days-title = Dag for dag
subscription-day = Dag
subscription-day-shops = Nettbutikker som teller
subscription-day-extra = Ekstra
subscription-day-sum = Sum hittil
subscription-day-none = Ingen
subscription-day-same = Som dagen før
subscription-month-empty = Ingen nettbutikk har talt denne måneden.

subscription-invoices-title = Fakturaer og kreditnotaer
subscription-invoices-none = Ingen fakturaer ennå. Den som bare har én nettbutikk, får ingen.
bill-number = Nummer
bill-kind-invoice = Faktura { $number }
bill-kind-credit-note = Kreditnota { $number }
bill-period = Måned
bill-due = Forfall
bill-total = Å betale
bill-state = Status
bill-papers = Last ned
bill-pdf = PDF
bill-xml = XML (EHF)
flash-paper-not-made = Dokumentet blir laget nå. Prøv igjen om et minutt.
bill-state-final = Ferdig
bill-state-sent = Sendt
bill-state-paid = Betalt
bill-state-overdue = Forfalt
bill-state-credited = Kreditert
bill-state-credit-note = Kreditnota

flash-paper-no-xml = EHF kan ikke lages, fordi opplysninger om kunden mangler. Fyll ut faktureringsopplysningene, så følger den med neste gang.

details-title = Faktureringsopplysninger
details-text = Dette står på fakturaene. De sendes på e-post; skriv EHF-adressen om dere vil ha dem rett i regnskapet også.
details-name = Firmanavn på fakturaen
details-organisation = Organisasjonsnummer
details-email = E-post for fakturaer
details-reference = Deres referanse
details-reference-hint = Står på fakturaen, for eksempel en avdeling eller et navn.
details-address = Adresse
details-address-hint = Gate eller postboks, høyst tre linjer. Kan stå tom.
details-postal = Postnummer
details-city = Poststed
details-endpoint = EHF-adresse
details-endpoint-hint = Organisasjonsnummeret, eller den fulle adressen som i 0192:974760673.
details-save = Lagre
flash-details-saved = Faktureringsopplysningene er lagret.

next-shop-free = Den første nettbutikken er gratis.
next-shop-costs = Denne og hver ekstra nettbutikk koster { $price } i måneden uten mva. Den begynner å telle etter et døgn.
next-shop-waived = Denne nettbutikken koster ingenting etter avtalen deres. Til vanlig koster hver ekstra { $price } i måneden uten mva.
next-shop-more = Se abonnementet

## Månedene
month-name-january = januar
month-name-february = februar
month-name-march = mars
month-name-april = april
month-name-may = mai
month-name-june = juni
month-name-july = juli
month-name-august = august
month-name-september = september
month-name-october = oktober
month-name-november = november
month-name-december = desember
