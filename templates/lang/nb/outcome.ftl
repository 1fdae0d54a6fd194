### Linjene i loggen: hva som skjedde, hvorfor, og hva man kan gjøre. Nøklene eies av domain.

## Ordre
outcome-order-sent-draft = Ordren er overført til Rackbeat som ordrekladd { $number }.
outcome-order-sent-booked = Ordren er overført til Rackbeat som salgsordre { $number } og bokført.
outcome-order-sent-shipped = Ordren er overført til Rackbeat som salgsordre { $number } og sendt fra lageret.
outcome-order-sent-invoiced = Ordren er overført til Rackbeat som salgsordre { $number } og fakturert.
outcome-order-already-sent = Ordren finnes allerede i Rackbeat som salgsordre { $number }.
outcome-order-found = Vi så etter i Rackbeat: ordren kom fram likevel, som salgsordre { $number }.
outcome-order-not-yet = Ordren venter i nettbutikken med status «{ $status }», som ikke starter overføring.
outcome-order-old = Ordren er fra før nettbutikken ble koblet til, og blir ikke overført. Den må allerede være i Rackbeat.
outcome-order-shipped = Salgsordre { $number } er sendt fra Rackbeat.
outcome-order-idle = Det har ikke skjedd noe med ordren på lenge, så vi følger den ikke lenger. Endres den i nettbutikken, tar vi den opp igjen.
outcome-orders-left = { $count ->
    [one] Én ordre var ikke bokført i Rackbeat da nettbutikken ble koblet fra. Den holder ikke lenger av varer og blir ikke overført.
   *[other] { $count } ordre var ikke bokført i Rackbeat da nettbutikken ble koblet fra. De holder ikke lenger av varer og blir ikke overført.
}
outcome-order-ignored = Ordren skal ikke overføres.
outcome-orders-off = Overføring av ordre er slått av for denne nettbutikken.
outcome-order-found-at-night = Ordren ble funnet i nattens sammenligning. Nettbutikken hadde ikke meldt fra om den.
outcome-order-gone = Ordren er slettet i nettbutikken. I Rackbeat heter den salgsordre { $number }.
outcome-order-gone-unsent = Ordren er slettet i nettbutikken og ble aldri overført.
outcome-order-cancelled-unsent = Ordren ble kansellert i nettbutikken før den var overført.
outcome-order-released = Ordren er kansellert i nettbutikken. Salgsordre { $number } er gjenåpnet i Rackbeat, så varene er frigitt.
outcome-order-deleted = Ordren er kansellert i nettbutikken. Salgsordre { $number } er slettet i Rackbeat.
outcome-order-cancelled-told = Ordren er kansellert i nettbutikken. Salgsordre { $number } står som før i Rackbeat.
outcome-order-cancelled-shipped = Ordren er kansellert i nettbutikken, men salgsordre { $number } er alt sendt fra lageret.
outcome-order-changed-later = Ordren er endret i nettbutikken etter overføringen. Salgsordre { $number } i Rackbeat er ikke endret.
outcome-by-hand-booked = Salgsordre { $number } er bokført for hånd i Rackbeat.
outcome-by-hand-reopened = Salgsordre { $number } er gjenåpnet for hånd i Rackbeat. Varene regnes som på vei til den bokføres igjen.
outcome-by-hand-changed = Salgsordre { $number } er endret for hånd i Rackbeat. Vi rører den ikke.
outcome-by-hand-cancelled = Salgsordre { $number } er kansellert for hånd i Rackbeat. Varene regnes ikke lenger som på vei.
outcome-by-hand-deleted = Salgsordre { $number } er slettet for hånd i Rackbeat. Varene regnes ikke lenger som på vei.
outcome-order-twice = Referansen { $reference } står på flere ordre i Rackbeat: { $numbers }.
outcome-vat-differs = Mva. på { $percent } % er ulik for salgsordre { $number }: { $shop } i nettbutikken, { $rackbeat } i Rackbeat.
outcome-vat-differs-little = Avrunding gir litt ulik mva. på { $percent } % for salgsordre { $number }: { $shop } i nettbutikken, { $rackbeat } i Rackbeat.
outcome-draft-left = Ordren ligger i Rackbeat som ordrekladd { $number }, men ble ikke bokført.
outcome-interrupted = Forsøket ble avbrutt midtveis. Et nytt forsøk har tatt over.
outcome-resting = Vi vet ikke sikkert om Rackbeat fikk ordren. Vi venter til { $at } og ser etter før vi gjør noe mer.
outcome-next-try = Vi prøver igjen { $at }.
outcome-waits-for-shop = Venter på at nettbutikken svarer igjen.
outcome-waits-for-rackbeat = Venter på at Rackbeat svarer igjen.

## Merknader til en ordre som gikk gjennom
note-contact-left-out = Rackbeat godtok ikke e-postadressen eller telefonnummeret, så de er utelatt.
note-cut = Kundens melding var for lang for Rackbeat og er kortet ned.
note-stood-in = «{ $name }» er ført på erstatningsvaren.
note-rounded = En avrunding på { $amount } er lagt til, så summene er like.
note-put-on-discount = { $amount } er ført på rabattvaren, så summen stemmer med nettbutikken.
note-negative-quantity = Rackbeat godtok ikke negativ pris, så linjen er ført med negativt antall.

## Lager
outcome-stock-written = Lagerantall oppdatert i nettbutikken. Antall varer: { $count }. { $changes }
outcome-stock-equal = Lagerantallet i nettbutikken stemmer. Ingenting å oppdatere.
outcome-stock-off = Oppdatering av lagerantall er slått av for denne nettbutikken.
outcome-stock-awaits-approval = Lagerantallet er sammenlignet, men ikke oppdatert: listen venter på godkjenning. Antall forskjeller: { $count }.
outcome-stock-approved = { $by } godkjente lagerlisten. Fra nå av oppdateres lagerantallet i nettbutikken.
outcome-stock-held = { $count } av { $total } varer på lager ville gått til null på én gang, fordi Rackbeat sier det. De er holdt tilbake: { $skus }
outcome-stock-hold-written = { $by } bekreftet nullene, og de oppdateres i nettbutikken.
outcome-stock-hold-left = { $by } valgte å la lagerantallet stå.
outcome-stock-corrected = Rettet lagerantall for { $sku }: nettbutikken viste { $shop }, riktig er { $correct }.
outcome-stock-corrected-from-nothing = Rettet lagerantall for { $sku }: nettbutikken hadde ikke noe tall, riktig er { $correct }.
outcome-another-system-writes = Et annet system skriver lagerantallet for { $sku }. Vi har rettet det tre ganger på en time og lar det stå til nattens sammenligning.
outcome-stock-row-refused = Nettbutikken tok ikke imot lagerantallet for { $sku }: { $text }
outcome-stock-not-managed = Nettbutikken styrer ikke lager for { $sku }, så lagerantallet kan ikke oppdateres.
outcome-stock-on-parent = { $sku } deler lagerantall med de andre variasjonene. Ett felles tall kan ikke være riktig, så ingenting er oppdatert.
outcome-number-held-twice = Flere varer i nettbutikken har varenummer { $sku }. Ingen av dem er oppdatert.
outcome-item-missing = Varenummer { $sku } finnes ikke i Rackbeat. Lagerantallet står som før.
outcome-item-barred = Varen { $sku } er sperret i Rackbeat. Lagerantallet står som før.
outcome-item-service = Varen { $sku } har ikke lager i Rackbeat. Lagerantallet står som før.
outcome-figure-unreadable = Rackbeat ga ikke noe lesbart tall for { $sku }. Lagerantallet står som før.
outcome-reading-rejected = Varelisten fra Rackbeat var ufullstendig: { $items } av { $expected } varer. Vi brukte den ikke, og ingen lagerantall er endret.
outcome-index-read = Vareregisteret er lest. Varer: { $products }, koblet: { $linked }, ikke koblet: { $listed }.

## Tilkoblinger
outcome-parked-shop = Nettbutikken svarer ikke som den skal. Alt venter, og ingenting er tapt.
outcome-parked-rackbeat = Rackbeat svarer ikke som det skal. Alt venter, og ingenting er tapt.
outcome-unparked-shop = Nettbutikken svarer igjen. Alt som har ventet siden { $at }, går videre.
outcome-unparked-rackbeat = Rackbeat svarer igjen. Alt som har ventet siden { $at }, går videre.
outcome-webhooks-repaired-shop = Varslene fra nettbutikken var borte eller slått av, og er satt opp på nytt. Antall: { $count }.
outcome-webhooks-repaired-rackbeat = Varslene fra Rackbeat var borte eller slått av, og er satt opp på nytt. Antall: { $count }.
outcome-webhooks-refused-shop = Nettbutikken lot oss ikke sette opp varsler: { $text }. Vi henter ordre jevnlig i stedet.
outcome-webhooks-refused-rackbeat = Rackbeat lot oss ikke sette opp varsler: { $text }. Vi henter lagerantall jevnlig i stedet.
outcome-shop-connected = Nettbutikken { $address } er koblet til (WooCommerce { $version }).
outcome-shop-uncovered = Nettbutikken har vært koblet fra siden { $at }. Ordre som er betalt fra da og til nå ({ $days ->
    [one] ett døgn
   *[other] { $days } døgn
}), regnes som gamle og blir ikke overført.
outcome-shop-disconnected = { $by } koblet fra nettbutikken. Nøklene er glemt, historikken er beholdt.
outcome-rackbeat-connected = Rackbeat er koblet til: { $company }, avtale { $agreement }.
outcome-rackbeat-disconnected = { $by } koblet fra Rackbeat. Nøkkelen er glemt, historikken er beholdt.
outcome-key-replaced-shop = { $by } byttet nøkler til nettbutikken.
outcome-key-replaced-rackbeat = { $by } byttet nøkkel til Rackbeat.
outcome-settings-changed = { $by } endret innstillingene.
outcome-other-integration-shop = En annen integrasjon ser ut til å være i arbeid i nettbutikken: { $name }.
outcome-other-integration-rackbeat = En annen integrasjon ser ut til å være i arbeid i Rackbeat: { $name }.

## Derfor ble noe ikke overført
refusal-line-without-sku = Ordren ble ikke overført: «{ $name }» mangler varenummer (SKU).
refusal-sku-too-long = Ordren ble ikke overført: varenummeret { $sku } på «{ $name }» er lengre enn 25 tegn, som er det meste Rackbeat tar.
refusal-unknown-sku = Ordren ble ikke overført: varenummeret { $sku } («{ $name }») finnes ikke i Rackbeat.
refusal-ambiguous-sku = Ordren ble ikke overført: varenummeret { $sku } («{ $name }») hører til flere varer.
refusal-sku-differs-in-case = Ordren ble ikke overført: varenummeret heter { $sku } i nettbutikken og { $number } i Rackbeat. Store og små bokstaver må være like.
refusal-barred-item = Ordren ble ikke overført: varen { $sku } («{ $name }») er sperret i Rackbeat.
refusal-line-without-quantity = Ordren ble ikke overført: «{ $name }» har et beløp, men ikke noe antall.
refusal-nothing-to-send = Ordren har ingen varelinjer å overføre.
refusal-unknown-currency = Ordren ble ikke overført: Rackbeat kjenner ikke valutaen { $currency }.
refusal-sums-differ = Summene er ulike: { $shop } i nettbutikken og { $rackbeat } i Rackbeat, uten mva. Forskjell: { $difference }.
refusal-total-below-lines = Ordren ble ikke overført: totalen er { $difference } lavere enn varelinjene til sammen, uten mva. Det skjer gjerne med gavekort.
refusal-negative-price = Ordren ble ikke overført: Rackbeat tar ikke imot det negative beløpet på «{ $name }».
refusal-missing-customer = Ordren ble ikke overført: det er ikke valgt hvilken kunde i Rackbeat ordrene skal stå på.
refusal-missing-customer-group = Ikke overført: det er ikke valgt kundegruppe i Rackbeat.
refusal-missing-payment-term = Ordren ble ikke overført: det er ikke valgt betalingsbetingelse i Rackbeat.
refusal-missing-layout = Ordren ble ikke overført: det er ikke valgt layout i Rackbeat.
refusal-missing-freight-product = Ordren ble ikke overført: den har frakt, men det er ikke valgt noen vare til frakt.
refusal-missing-fee-product = Ordren ble ikke overført: den har et gebyr, men det er ikke valgt noen vare til gebyr.
refusal-missing-discount-product = Ordren ble ikke overført: den har en rabatt, men det er ikke valgt noen vare til rabatt.
refusal-missing-rounding-product = Ordren ble ikke bokført: summene skiller noen øre, men det er ikke valgt noen vare til avrunding.
refusal-missing-stand-in-product = Ordren ble ikke overført: erstatningsvaren skal brukes, men er ikke valgt.
refusal-shop-not-connected = Ikke overført: nettbutikken er ikke koblet til.
refusal-rackbeat-not-connected = Ikke overført: Rackbeat er ikke koblet til.
refusal-rackbeat-refused = Rackbeat tok ikke imot: { $text }
refusal-shop-refused = Nettbutikken tok ikke imot: { $text }
refusal-other-integration = Ordren er ikke overført: «{ $name }» ser ut til å overføre de samme ordrene, og da ville de kommet to ganger.
refusal-somebody-elses-order = Ordren ble ikke overført: salgsordre { $number } i Rackbeat bærer samme referanse, men er ikke laget av oss.

## Derfor feilet noe
failure-shop-unreachable = Vi fikk ikke kontakt med nettbutikken.
failure-rackbeat-unreachable = Vi fikk ikke kontakt med Rackbeat.
failure-shop-timed-out = Nettbutikken brukte for lang tid på å svare.
failure-rackbeat-timed-out = Rackbeat brukte for lang tid på å svare.
failure-shop-server-error = Nettbutikken svarte med en feil ({ $status }).
failure-rackbeat-server-error = Rackbeat svarte med en feil ({ $status }).
failure-shop-web-page = Nettbutikken svarte med en nettside i stedet for data.
failure-rackbeat-web-page = Rackbeat svarte med en nettside i stedet for data.
failure-shop-unreadable = Svaret fra nettbutikken kunne ikke leses.
failure-rackbeat-unreadable = Svaret fra Rackbeat kunne ikke leses.
failure-shop-rate-limited = Nettbutikken ber oss vente litt.
failure-rackbeat-rate-limited = Rackbeat ber oss vente litt.
failure-shop-keys-refused = Nettbutikken godtar ikke nøklene våre lenger.
failure-rackbeat-keys-refused = Rackbeat godtar ikke nøkkelen vår lenger.
failure-no-route = WooCommerce svarer ikke i nettbutikken.
failure-redirected = Nettbutikken sender oss videre til en annen adresse: { $to }
failure-private-address = Nettbutikkens adresse peker inn i et privat nettverk, og dit går vi ikke.
failure-shop-too-large = Svaret fra nettbutikken var for stort.
failure-rackbeat-too-large = Svaret fra Rackbeat var for stort.
failure-ours = Noe gikk galt hos oss.

## Hva man kan gjøre
remedy-add-sku = Gi varen et varenummer (SKU) i nettbutikken, det samme som i Rackbeat, og prøv på nytt. Du kan også velge en erstatningsvare i innstillingene.
remedy-shorten-sku = Kort ned varenummeret til 25 tegn eller mindre, eller koble varen til et nummer i Rackbeat.
remedy-make-item = Opprett varen i Rackbeat med dette varenummeret, eller rett varenummeret i nettbutikken.
remedy-one-sku-one-item = Sørg for at bare én vare har dette varenummeret.
remedy-same-case = Skriv varenummeret likt begge steder.
remedy-unbar-item = Opphev sperringen i Rackbeat, eller bytt varenummer i nettbutikken.
remedy-mend-line = Rett linjen i nettbutikken.
remedy-nothing-to-send = Legg varer på ordren i nettbutikken, eller la den være.
remedy-add-currency = Legg til valutaen i Rackbeat, og prøv på nytt.
remedy-mend-draft = Se gjennom ordrekladden i Rackbeat, rett den og bokfør den der.
remedy-put-on-discount = Bruk knappen for å føre forskjellen på rabattvaren, eller rett ordren i nettbutikken.
remedy-enter-by-hand = Før ordren for hånd i Rackbeat.
remedy-pick-setting = Velg det som mangler i innstillingene for nettbutikken. Da går ordrene videre av seg selv.
remedy-connect = Koble til på nytt. Da går alt videre av seg selv.
remedy-rackbeat-words = Rett det Rackbeat peker på, og prøv på nytt.
remedy-shop-words = Rett det nettbutikken peker på, og prøv på nytt.
remedy-look-at-order = Se på ordren i Rackbeat, og ta bort referansen hvis den ikke hører hjemme der.
remedy-order-twice = Se på ordrene i Rackbeat, og slett den som er for mye.
remedy-orders-left = Legg dem inn i Rackbeat for hånd om varene skal leveres.
remedy-shop-uncovered = Se etter i nettbutikken, og legg ordrene inn i Rackbeat for hånd om de ikke er der.
remedy-cancel-by-hand = Avgjør selv i Rackbeat hva som skal skje med ordren.
remedy-change-by-hand = Gjør den samme endringen i Rackbeat hvis den skal gjelde der også.
remedy-vat-of-group = Se på mva.-satsen til varegruppen i Rackbeat. Den er den vanligste årsaken.
remedy-approve-stock = Gå til Lager, se gjennom listen og godkjenn den.
remedy-answer-hold = Gå til Lager og bekreft at varene er utsolgt, eller la tallene stå.
remedy-other-system = Finn ut hvilket annet system som skriver lagerantall i nettbutikken, og slå det av der.
remedy-other-integration = Slå av den andre integrasjonen, eller bekreft at den gjør noe annet.
remedy-manage-stock = Slå på «Styr lager» for varen i nettbutikken, eller la oss gjøre det fra lagersiden.
remedy-stock-on-variations = Gi hver variasjon eget lager i nettbutikken. Lagersiden hjelper deg.
remedy-item-has-stock = Flytt varen til en varegruppe med lager i Rackbeat hvis den skal ha lagerantall.
remedy-shop-hosting = Sjekk at nettbutikken åpner i nettleseren. Hvis den gjør det, kan brannmuren hos leverandøren stenge oss ute.
remedy-shop-web-page = Se etter en innloggingsside, en brannmur eller en vedlikeholdsmelding foran nettbutikken, og slipp oss gjennom.
remedy-shop-keys = Koble til nettbutikken på nytt, så lages det nye nøkler.
remedy-rackbeat-key = Lag en ny API-nøkkel i Rackbeat og lim den inn under Rackbeat-tilkoblingen.
remedy-no-route = Sjekk at WooCommerce er slått på i nettbutikken, og at permalenker ikke står på «Enkel».
remedy-shop-address = Sjekk adressen til nettbutikken, og koble til på nytt med den riktige.
