### Det et menneske gjør med en ordre for hånd.
outcome-hand-send-again = Bedt om et nytt forsøk.
outcome-hand-send-again-all = Bedt om et nytt forsøk med alle ordre som sto av samme grunn. Antall ordre: { $count }.
outcome-hand-put-on-discount = Det ordren mangler på summen av linjene, føres på rabattvaren.
outcome-hand-included = Ordren skal overføres likevel. Vi ser først etter om den allerede står i Rackbeat.
outcome-hand-let-go = Koblingen til ordre { $number } i Rackbeat er sluppet. Ordren der står som den sto, og denne overføres ikke før noen ber om det.
outcome-hand-tied = Koblet for hånd til ordre { $number } i Rackbeat.
outcome-hand-tied-differs = Koblet for hånd til ordre { $number } i Rackbeat, selv om summene er ulike: { $shop } i nettbutikken og { $rackbeat } i Rackbeat, uten mva.

## Knappene på ordrens side
order-include-ask = Overfør ordren likevel …
order-include-text = Ordren behandles som en ny ordre, og varene på den regnes som på vei fra nå av. Vi ser først etter om den allerede står i Rackbeat med vår referanse. Gjør den det, kobles den til i stedet for at det lages en ny.
order-include-old-text = Ordren er fra før nettbutikken ble koblet til. Står den i Rackbeat fra før uten vår referanse, blir den ført to ganger og kan bli sendt to ganger. Da bør den heller kobles.
order-include = Overfør likevel
order-tie-ask = Ordren står allerede i Rackbeat …
order-tie-text = Skriv nummeret på ordren i Rackbeat. Vi leser den og viser begge summene hvis de er ulike. Når de er koblet, følger denne ordren det som skjer med den i Rackbeat, og er den bokført der, er varene holdt av der.
order-tie = Koble
order-tie-differs = Summene er ulike
order-tie-differs-text = Ordre { $order } i nettbutikken og ordre { $number } i Rackbeat har ikke samme sum. Er du sikker på at de er samme ordre?
order-tie-heading = Overskriften på ordren i Rackbeat: { $heading }
order-tie-anyway = Koble likevel
order-tie-not = Ikke koble
order-let-go-ask = Slipp koblingen til ordren i Rackbeat …
order-let-go-text = Ordren i Rackbeat blir stående som den er, men vi følger den ikke lenger, og denne ordren overføres ikke igjen før noen ber om det.
order-let-go-booked = Den er bokført, så Rackbeat holder av varene til noen sletter eller gjenåpner den der.
order-let-go-draft = Den er en kladd, så ingen holder av varene lenger. De kan bli til salgs igjen i alle nettbutikkene.
order-let-go-shipped = Den er sendt, så lageret endrer seg ikke.
order-let-go = Slipp koblingen
order-sum = Sum
order-sums = Summene på begge sider
order-sum-shop = Nettbutikk
order-sum-rackbeat = Rackbeat
order-sum-without-vat = Uten mva.
order-sum-total = Med mva.
flash-order-included = Ordre { $name } blir overført.
flash-order-tied = Ordren er koblet til ordre { $name } i Rackbeat.
flash-order-let-go = Koblingen er sluppet. Ordre { $name } overføres ikke før noen ber om det.
flash-order-otherwise = Ordren står annerledes nå. Se hvordan den står.
flash-order-no-number = Skriv nummeret på en ordre i Rackbeat.
flash-order-not-there = Rackbeat har ingen ordre { $name }.
flash-order-dropped-there = Ordre { $name } er kansellert eller slettet i Rackbeat.
flash-order-tied-elsewhere = Ordre { $name } i Rackbeat er allerede koblet til en annen ordre.
flash-order-shop-away = Nettbutikken er ikke koblet til. Koble den til først.
flash-order-rackbeat-away = Rackbeat er ikke koblet til. Koble det til først.
flash-order-shop-silent = Nettbutikken svarte ikke. Prøv igjen om litt.
flash-order-rackbeat-silent = Rackbeat svarte ikke. Prøv igjen om litt.

## Gamle ordre
outcome-old-orders-approved = Gamle ordre skal overføres. Antall: { $count }.
outcome-old-orders-waits = Ordren er fra før nettbutikken ble koblet til og er valgt ut. Den overføres når turen kommer.
outcome-old-orders-stopped = Overføringen av gamle ordre er stoppet.
outcome-old-orders-done = De gamle ordrene er tatt med: { $taken } i alt. { $known } sto allerede i Rackbeat, og { $released } er lagt i kø for overføring.
outcome-old-orders-put-back = Overføringen av gamle ordre er stoppet. { $released } var alt lagt i kø, og { $back } er lagt tilbake som før.
