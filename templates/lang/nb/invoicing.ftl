# Det som følger med fakturaene: e-postene, regnskapsførerens fil og feil i fakturaopplysningene.

mail-invoice-subject = Faktura { $number } fra { $seller }
mail-invoice-text = Her er faktura { $number } fra { $seller } på { $total }. Forfallsdato er { $due }.
mail-credit-note-subject = Kreditnota { $number } fra { $seller }
mail-credit-note-text = Her er kreditnota { $number } fra { $seller } på { $total }.
mail-invoice-attached = Dokumentet ligger ved som PDF. Tar regnskapssystemet ditt imot EHF, ligger det ved som XML også.
mail-invoice-footer = Varebro knytter nettbutikker til Rackbeat. Denne e-posten er sendt til adressen som står i fakturaopplysningene.

mail-still-counts-subject = { $place } har vært uten kontakt i en uke
mail-still-counts-text = Siden { $at } har vi ikke fått kontakt med nettbutikken { $place }. Vi prøver fortsatt, og nettbutikken teller med i abonnementet så lenge den er tilkoblet.
mail-still-counts-remedy = Har adressen eller nøklene endret seg, legger du dem inn på nettbutikkens side. Er nettbutikken lagt ned, kobler du den fra; da teller den ikke lenger.
mail-still-counts-button = Åpne nettbutikken

billing-fault-company = Skriv navnet på firmaet.
billing-fault-organisation = Organisasjonsnummeret stemmer ikke. Se etter om et siffer er feil.
billing-fault-needs-organisation = Skriv firmaets organisasjonsnummer. Uten det kan vi ikke fakturere til utlandet uten merverdiavgift.
billing-fault-town = Skriv poststedet.
billing-fault-email = Skriv en e-postadresse som fakturaen kan sendes til.
billing-fault-endpoint = EHF-adressen stemmer ikke. Skriv organisasjonsnummeret, eller hele adressen som i 0192:974760673.
billing-fault-too-long = Noe av dette er for langt. Bruk høyst tre adresselinjer og 120 tegn i hvert felt.

export-number = Nummer
export-kind = Dokument
export-invoice = Faktura
export-credit-note = Kreditnota
export-issued = Dato
export-due = Forfall
export-credits = Krediterer faktura
export-first = Fra
export-last = Til
export-customer = Kunde
export-organisation = Organisasjonsnummer
export-country = Land
export-shop-days = Butikkdager
export-currency = Valuta
export-net = Netto
export-rate = Mva. %
export-vat = Mva.
export-total = Sum
export-vat-nok = Mva. i NOK
export-kid = KID
