// placeholder until the real engine process is there
import { native } from './native'

console.log(native().devices())
