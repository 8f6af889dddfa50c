export { Encrypter } from "age-encryption";
export { forceWebCryptoOff } from "age-without-webcrypto";
