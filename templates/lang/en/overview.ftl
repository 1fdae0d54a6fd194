### The first page, and words that several pages share.
overview-title = Overview
overview-begin = Getting started
overview-begin-text = Connect Rackbeat and at least one shop. Orders then go to Rackbeat by themselves, and stock is the same everywhere.
overview-begin-button = Go on with the set-up
overview-calls = This is waiting for you
overview-newest = What happened last
overview-agreement = { $company }, agreement { $agreement }
overview-swept = All stock quantities were last read { $moment }.
overview-orders-waiting = Orders waiting
overview-orders-not-sent = Orders not transferred
overview-not-sent = { $count ->
    [one] { $name }: one order was not transferred.
   *[other] { $name }: { $count } orders were not transferred.
}
overview-stock-waits = { $name }: the list of stock quantities awaits approval.
overview-stock-held = { $name }: many products would go to zero at once and are held back.
overview-to-rackbeat = Go to Rackbeat
overview-to-shop = Go to the shop
overview-to-orders = See the orders
overview-to-stock = Go to Stock

state-all = All
state-sent = Transferred
state-waiting = Waiting
state-not-sent = Not transferred
state-failed = Failed
state-info = For information

standing-working = In order
standing-paused = Paused
standing-parked = Does not answer
standing-stopped = Needs mending
standing-another = Another integration
standing-disconnected = Not connected
standing-shop-paused = The shop is paused. Nothing is transferred, but nothing is lost.
standing-shop-parked = The shop does not answer as it should. Everything waits and goes on by itself when it answers.
standing-shop-stopped = The connection check found something that must be put right.
standing-shop-another = Another integration seems to do the same work. Switch it off, or confirm that it does something else.
standing-shop-disconnected = The shop is disconnected. Its history is kept.
standing-rackbeat-parked = Rackbeat does not answer as it should. Everything waits and goes on by itself when it answers.
standing-rackbeat-another = Another integration seems to be at work in Rackbeat. Switch it off, or confirm that it does something else.
standing-rackbeat-disconnected = Rackbeat is not connected. The orders wait.

retry = Try again
retry-all = Try all with the same cause
flash-retry = We are trying again now. The result comes in the log.
flash-retry-all = We are trying again now. Number of orders: { $name }.
filter = Show
older = Older
next = Next
