// Every server of the bench is started with this: memory is compared after garbage is collected, so that what a server
// holds is measured and not when its engine felt like tidying.
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
process.on('SIGUSR2', () => collect())
