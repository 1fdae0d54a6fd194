# Fakturaer og kreditnotaer, på papir og i EHF.
invoice-title = Faktura
invoice-number = Fakturanummer
invoice-file = faktura-{ $number }
invoice-issued = Fakturadato
invoice-credit-title = Kreditnota
invoice-credit-number = Kreditnotanummer
invoice-credit-file = kreditnota-{ $number }
invoice-credit-issued = Kreditnotadato
invoice-corrects = Gjelder
invoice-corrects-invoice = faktura { $number } av { $day }
invoice-reason = Årsak
invoice-due = Forfallsdato
invoice-period = Leveringsperiode
invoice-place = Leveringssted
invoice-reference = Deres referanse
invoice-kid = KID
invoice-account = Kontonummer
invoice-iban = IBAN
invoice-bic = BIC
invoice-buyer = Kunde
invoice-organisation = Org.nr. { $number }

invoice-description = Beskrivelse
invoice-shop-days = Butikkdager
invoice-monthly = Pris per måned
invoice-amount = Beløp
invoice-extra-shops = Ekstra nettbutikker
invoice-counted = { $days }: { $counted ->
    [one] { $counted } butikkdag
   *[other] { $counted } butikkdager
} × { $price } per måned ÷ { $month } dager
invoice-part-of = Del av faktura { $number }

invoice-net = Sum uten mva.
invoice-vat = Mva. { $rate } % av { $net }
invoice-no-vat = Mva. 0 % av { $net }
invoice-total = Å betale
invoice-credit-total = Til gode
invoice-vat-in-nok = Mva. i norske kroner
invoice-vat-in-nok-rate = Mva. i norske kroner, kurs { $rate } den { $day }
invoice-reverse-charge = Omvendt avgiftsplikt – Merverdiavgift ikke beregnet
invoice-outside-scope = Salg til utlandet – Merverdiavgift ikke beregnet
invoice-not-registered = Selgeren er ikke registrert i Merverdiavgiftsregisteret – Merverdiavgift ikke beregnet
invoice-credited = Beløpet trekkes fra faktura { $number } eller betales tilbake.

invoice-pay = Betaling
invoice-days-title = Slik er dagene telt
invoice-days-text = Den første nettbutikken er inkludert. Hver dag teller vi de andre: en nettbutikk som er tilkoblet hele eller deler av dagen, er én butikkdag. De første 24 timene etter at den ble koblet til, er gratis.
invoice-days-days = Dager
invoice-days-shops = Nettbutikker som telte
invoice-days-shop = Nettbutikk
invoice-days-counted = Dager den telte
invoice-days-extra = Ekstra
invoice-days-count = Butikkdager
invoice-days-sum = Til sammen
invoice-page = Side { $page } av { $pages }
