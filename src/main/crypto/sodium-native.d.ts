/** The two calls of sodium-native that are used here: ChaCha20-Poly1305 of RFC 8439. Both throw on wrong lengths. */
declare module 'sodium-native' {
  interface Sodium {
    /** `cipher` = message and 16-byte tag. */
    crypto_aead_chacha20poly1305_ietf_encrypt(cipher: Buffer, message: Buffer, additional: Buffer | null, secretNonce: null, nonce: Buffer, key: Buffer): number;
    /** @throws if the tag does not agree. */
    crypto_aead_chacha20poly1305_ietf_decrypt(message: Buffer, secretNonce: null, cipher: Buffer, additional: Buffer | null, nonce: Buffer, key: Buffer): number;
  }
  const sodium: Sodium;
  export default sodium;
}
