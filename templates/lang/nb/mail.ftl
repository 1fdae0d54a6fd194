# Mailene.

mail-footer = Varebro knytter nettbutikker til Rackbeat. Denne e-posten er sendt fordi adressen er brukt hos oss.

mail-confirm-subject = Bekreft e-posten din
mail-confirm-text = Noen har opprettet en konto i Varebro med denne adressen. Var det deg, følger du lenken og skriver passordet du valgte. Lenken varer i 48 timer. Var det ikke deg, kan du se bort fra denne e-posten.
mail-confirm-button = Bekreft e-posten

mail-already-here-subject = Du har allerede en konto
mail-already-here-text = Noen prøvde å opprette en konto i Varebro med denne adressen, men den har allerede en. Var det deg, kan du logge inn. Har du glemt passordet, velger du «Glemt passord?» på samme side. Var det ikke deg, trenger du ikke å gjøre noe.
mail-already-here-button = Logg inn

mail-reset-subject = Velg nytt passord
mail-reset-text = Noen har bedt om nytt passord for denne adressen. Var det deg, følger du lenken. Den varer i én time og virker én gang. Var det ikke deg, trenger du ikke å gjøre noe.
mail-reset-button = Velg nytt passord

mail-invited-subject = Velkommen til Varebro
mail-invited-text = Du har fått tilgang til Varebro. Følg lenken for å velge passord. Den varer i sju dager.
mail-invited-button = Velg passord

mail-changed-subject = Passordet ditt er endret
mail-changed-text = Passordet ditt i Varebro ble endret { $at }. Alle andre steder du var logget inn, er nå logget ut. Var det ikke deg, må du velge nytt passord med en gang.
mail-changed-button = Det var ikke meg

mail-parked-shop-subject = Vi får ikke kontakt med { $place }
mail-parked-shop-text = Siden { $at } har vi ikke fått kontakt med nettbutikken { $place }.
mail-parked-rackbeat-subject = Vi får ikke kontakt med Rackbeat
mail-parked-rackbeat-text = Siden { $at } har vi ikke fått kontakt med Rackbeat for { $place }.
mail-parked-patience = Ingenting er tapt. Ordrer og lagerantall venter her, og vi prøver igjen av oss selv til det virker.
mail-parked-button = Se hva som venter

mail-digest-subject = { $count ->
    [one] Én ting venter på deg i Varebro
   *[other] { $count } ting venter på deg i Varebro
}
mail-digest-text = Dette ble ikke overført det siste døgnet:
mail-digest-line = { $place }: { $text } ({ $count ->
    [one] én linje
   *[other] { $count } linjer
})
mail-digest-button = Åpne Varebro
