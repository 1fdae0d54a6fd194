### En ordre som endres, refunderes eller kanselleres etter at den er overført.
outcome-order-changed = Salgsordre { $number } er endret i Rackbeat, slik ordren nå er i nettbutikken.
outcome-order-changed-by-both = Ordren er endret i nettbutikken, men salgsordre { $number } er også endret for hånd i Rackbeat. Vi rører den ikke.
outcome-order-changed-too-late = Ordren er endret i nettbutikken, men salgsordre { $number } er allerede sendt eller fakturert i Rackbeat, helt eller delvis. Den er ikke endret.
outcome-order-change-refused = Ordren er endret i nettbutikken, men endringen gikk ikke i Rackbeat. Salgsordre { $number } står som før og er bokført.
outcome-draft-change-refused = Ordren er endret i nettbutikken, men endringen gikk ikke i Rackbeat. Ordrekladd { $number } står som før.
outcome-order-change-locked = Ordren er endret i nettbutikken, men Rackbeat lot oss ikke åpne salgsordre { $number }. Kanskje er noen i ferd med å plukke den. Rackbeat sier: { $text }
outcome-order-kept-on-shelf = «{ $name }» ({ $sku }) er refundert uten å legges tilbake på lager i nettbutikken. Rackbeat regner fortsatt med { $count } på hyllen.
outcome-order-refunded-unsent = Ordren ble refundert i nettbutikken før den var overført.
outcome-order-refunded-released = Hele ordren er refundert i nettbutikken. Salgsordre { $number } er gjenåpnet i Rackbeat, så varene er frigitt.
outcome-order-refunded-deleted = Hele ordren er refundert i nettbutikken. Salgsordre { $number } er slettet i Rackbeat.
outcome-order-refunded-told = Hele ordren er refundert i nettbutikken. Salgsordre { $number } står som før i Rackbeat.
outcome-order-refunded-shipped = Hele ordren er refundert i nettbutikken, men salgsordre { $number } er allerede sendt fra lageret, helt eller delvis.

## Hva som ble annerledes
order-change-added = Ny linje: { $count } × «{ $name }».
order-change-removed = Linjen «{ $name }» er borte.
order-change-became = «{ $from }» er nå «{ $name }».
order-change-pieces = «{ $name }»: antall { $from } → { $to }.
order-change-price = «{ $name }»: pris { $from } → { $to } uten mva.
order-change-note = Kundens melding er endret.
order-change-vat-zone = Mva.-sonen er endret.
order-change-billing = Fakturaadressen er endret.
order-change-delivery = Leveringsadressen er endret.
note-refund-on-discount = { $amount } uten mva. av refusjonen hører ikke til noen linje og er ført på rabattvaren.

## Hva man kan gjøre
remedy-change-locked = Avtal med den som plukker, og endre ordren i Rackbeat, eller prøv igjen når den er ledig.
remedy-kept-on-shelf = Er varene borte eller ødelagt, rett lagerantallet i Rackbeat. Er de på lager, trenger du ikke gjøre noe.
remedy-refund-by-hand = Avgjør i Rackbeat hva som skal skje med salgsordren.

## Står på ordren i Rackbeat
rackbeat-note-refunded = Refundert i nettbutikken
