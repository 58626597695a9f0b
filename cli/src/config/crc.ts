/** A function that gives the CRC-32 of bytes for a reflected polynomial, as an unsigned number. */
function crcOf(polynomial: number): (bytes: Uint8Array) => number {
  const table = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
  return (bytes) => {
    let crc = 0xffffffff;
    for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number);
    return (crc ^ 0xffffffff) >>> 0;
  };
}

/** CRC-32 as in zip and PNG: the checksum of tokens. */
export const crc32 = crcOf(0xedb88320);

/** CRC-32C (Castagnoli): the checksum of records in the log spool. */
export const crc32c = crcOf(0x82f63b78);
