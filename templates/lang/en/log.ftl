### The log: what stands around its lines.
log-title = Log
log-text = Everything we have done and tried, the newest first. Times are Norwegian time.
log-empty = No lines here yet. They come when something is transferred.
log-state = State
log-shop = Shop
log-all-shops = All
line-to-order = See the order
line-to-stock = See the stock
line-to-products = See the products
line-to-import = See the synchronisation
line-to-shop = See the shop
line-to-rackbeat = See Rackbeat
line-to-check = See the connection
line-to-connection = Connect
line-to-setting = Choose in the settings
line-to-product = Find the product in the shop
