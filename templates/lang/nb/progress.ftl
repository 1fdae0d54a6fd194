### Ordrens vei videre etter at den er bokført: sendt, fakturert, kreditert.
outcome-progress-status-set = Salgsordre { $number } er sendt. Ordren er satt til «{ $status }» i nettbutikken.
outcome-progress-status-stood = Salgsordre { $number } er sendt. Ordren sto allerede som «{ $status }» i nettbutikken.
outcome-progress-status-not-set = Salgsordre { $number } er sendt, men i nettbutikken står ordren som «{ $status }». Vi har ikke endret statusen.
outcome-progress-status-refused = Nettbutikken godtok ikke statusen «{ $status }»: { $text }
outcome-progress-partly-shipped = En del av salgsordre { $number } er sendt: { $goods }. Det står i en merknad på ordren i nettbutikken.
outcome-progress-tracking-told = Kunden har fått sporingen { $tracking } fra nettbutikken.
outcome-progress-tracking-stood = Sporingen { $tracking } sto allerede i en merknad til kunden.
outcome-progress-note-refused = Nettbutikken godtok ikke en merknad på ordren: { $text }
outcome-progress-shipped = Salgsordre { $number } er satt til sendt i Rackbeat.
outcome-progress-invoiced = Salgsordre { $number } er fakturert i Rackbeat med faktura { $invoice }.
outcome-progress-invoiced-unnumbered = Salgsordre { $number } er fakturert i Rackbeat.
outcome-progress-shipment-left = Noen har begynt på en forsendelse av salgsordre { $number } i Rackbeat, så vi sender ikke resten.
outcome-progress-shipment-refused = Rackbeat lot oss ikke sende salgsordre { $number }: { $text }
outcome-progress-invoice-refused = Rackbeat lot oss ikke fakturere salgsordre { $number }: { $text }
outcome-progress-by-hand = Salgsordre { $number } er fakturert for hånd i Rackbeat med faktura { $invoice }.
outcome-progress-by-hand-unnumbered = Salgsordre { $number } er fakturert for hånd i Rackbeat.
outcome-refund-shipped = { $amount } uten mva. er refundert i nettbutikken etter at salgsordre { $number } ble sendt. Den er ikke fakturert ennå.
outcome-refund-invoiced = { $amount } uten mva. er refundert i nettbutikken. Salgsordre { $number } er fakturert med faktura { $invoice }, som ikke er endret.
outcome-refund-invoices-unclear = { $amount } uten mva. er refundert i nettbutikken. Salgsordre { $number } er fakturert, men vi finner ikke én faktura som er dens.
outcome-refund-draft-invoice = { $amount } uten mva. er refundert i nettbutikken. Faktura { $invoice } i Rackbeat er ikke bokført ennå.
outcome-credit-drafted = Kreditnota { $credit } på { $amount } uten mva. er laget som kladd i Rackbeat, mot faktura { $invoice }.
outcome-credit-differs = Kreditnota { $credit } mot faktura { $invoice } er laget som kladd i Rackbeat, men summen er { $rackbeat } uten mva. Nettbutikken refunderte { $shop }.
outcome-credit-refused = Rackbeat laget ingen kreditnota på { $amount } uten mva. mot faktura { $invoice }: { $text }
progress-goods-restocked = Nettbutikken regner varene som tilbake på lager. Det gjør ikke Rackbeat før de er mottatt der for hånd.
progress-goods-kept = Varene er ikke lagt tilbake på lager. Kommer de i retur, må de mottas for hånd i Rackbeat.
remedy-progress-status-not-set = Varene er sendt. Avtal retur med kunden, eller rett statusen i nettbutikken selv.
remedy-progress-status-refused = Velg en annen status etter sending i innstillingene, og prøv ordren igjen.
remedy-progress-note-refused = Se om ordren fortsatt finnes i nettbutikken, og prøv igjen.
remedy-progress-shipment-left = Gjør forsendelsen ferdig i Rackbeat. Resten følger av seg selv.
remedy-progress-by-hand = Gjør det for hånd i Rackbeat. Vi ser det og går videre.
remedy-refund-shipped = Trekk beløpet fra når du fakturerer ordren, eller lag en kreditnota etterpå.
remedy-refund-invoiced = Lag en kreditnota på beløpet i Rackbeat.
remedy-refund-draft-invoice = Rett fakturakladden i Rackbeat før du bokfører den.
remedy-credit-drafted = Se over kreditnotaen i Rackbeat og bokfør den.
remedy-credit-differs = Rett kreditnotaen i Rackbeat før du bokfører den.

## Merknader på ordren i nettbutikken
shop-note-partly-shipped = En del av ordren er sendt: { $goods } (forsendelse { $shipment }).
shop-note-tracking = Sporingsnummer: { $number }
shop-note-tracking-link = Følg pakken: { $link }

## I Rackbeat
rackbeat-credit-heading = Refusjon i nettbutikken
