### Forsiden, og ord som flere sider deler.
overview-title = Oversikt
overview-begin = Kom i gang
overview-begin-text = Koble til Rackbeat og minst én nettbutikk. Da går ordrene til Rackbeat av seg selv, og lagerantallet blir likt overalt.
overview-begin-button = Fortsett oppsettet
overview-calls = Dette venter på deg
overview-newest = Siste hendelser
overview-agreement = { $company }, avtale { $agreement }
overview-swept = Alle lagerantall ble sist lest { $moment }.
overview-orders-waiting = Ordre som venter
overview-orders-not-sent = Ordre som ikke er overført
overview-not-sent = { $count ->
    [one] { $name }: én ordre er ikke overført.
   *[other] { $name }: { $count } ordre er ikke overført.
}
overview-stock-waits = { $name }: listen over lagerantall venter på godkjenning.
overview-stock-held = { $name }: mange varer ville gått til null på én gang og er holdt tilbake.
overview-to-rackbeat = Gå til Rackbeat
overview-to-shop = Gå til nettbutikken
overview-to-orders = Se ordrene
overview-to-stock = Gå til Lager

state-all = Alle
state-sent = Overført
state-waiting = Venter
state-not-sent = Ikke overført
state-failed = Feilet
state-info = Til orientering

standing-working = I orden
standing-paused = Satt på pause
standing-parked = Svarer ikke
standing-stopped = Må rettes
standing-another = Annen integrasjon
standing-disconnected = Ikke tilkoblet
standing-shop-paused = Nettbutikken er satt på pause. Ingenting overføres, men ingenting går tapt.
standing-shop-parked = Nettbutikken svarer ikke som den skal. Alt venter og går videre av seg selv når den svarer.
standing-shop-stopped = Tilkoblingskontrollen fant noe som må rettes.
standing-shop-another = En annen integrasjon ser ut til å gjøre den samme jobben. Slå den av, eller bekreft at den gjør noe annet.
standing-shop-disconnected = Nettbutikken er koblet fra. Historikken er beholdt.
standing-rackbeat-parked = Rackbeat svarer ikke som det skal. Alt venter og går videre av seg selv når det svarer.
standing-rackbeat-another = En annen integrasjon ser ut til å være i arbeid i Rackbeat. Slå den av, eller bekreft at den gjør noe annet.
standing-rackbeat-disconnected = Rackbeat er ikke koblet til. Ordrene venter.

retry = Prøv på nytt
retry-all = Prøv alle med samme årsak
flash-retry = Vi prøver på nytt nå. Resultatet kommer i loggen.
flash-retry-all = Vi prøver på nytt nå. Antall ordre: { $name }.
filter = Vis
older = Eldre
next = Neste
