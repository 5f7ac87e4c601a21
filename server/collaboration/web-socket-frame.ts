/**
 * A message as it stands on the line: one whole binary WebSocket frame of a server, unmasked and not compressed.
 *
 * Made once for all receivers; what a library would do anew for each of them costs more than the sending.
 * Source: RFC 6455, section 5.2.
 */
export function webSocketFrame(...messages: readonly Uint8Array[]): Buffer {
  return Buffer.concat(messages.flatMap((message) => [head(message.length), message]))
}

/** Last fragment, binary, then the length in the shortest of three forms. */
function head(length: number): Uint8Array {
  const wide = length < 126 ? 0 : length < 2 ** 16 ? 2 : 8
  const bytes = Buffer.alloc(2 + wide)
  bytes[0] = 0x82
  bytes[1] = wide === 0 ? length : wide === 2 ? 126 : 127
  if (wide === 2) bytes.writeUInt16BE(length, 2)
  if (wide === 8) bytes.writeBigUInt64BE(BigInt(length), 2)
  return bytes
}
