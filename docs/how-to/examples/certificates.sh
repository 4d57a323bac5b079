#!/bin/sh
# Makes an authority and a certificate per EventStoreDB node: certificates.sh FOLDER NODE...
# A NODE is the name that clients and nodes reach it by, or its address. What is there and good for
# another 30 days is left as it is, so it may run before every start. In the environment, OWNER=uid:gid
# makes the files of the nodes that account's, and DAYS says how long they are good (365).
set -eu
umask 077

folder=$1
shift
mkdir -p "$folder/authority" "$folder/trust"
cd "$folder"

isGood() {
  [ -f "$1" ] && openssl x509 -checkend $((30 * 86400)) -noout -in "$1" >/dev/null
}

if ! isGood authority/ca.crt; then
  openssl req -x509 -newkey rsa:2048 -noenc -days 3650 -subj '/O=Chargebook/CN=EventStoreDB CA' \
    -addext 'keyUsage=critical,keyCertSign,cRLSign' -keyout authority/ca.key -out authority/ca.crt
fi
# The certificate of the authority is for everybody, its key is for nobody else.
cp authority/ca.crt trust/ca.crt
chmod 755 trust
chmod 644 trust/ca.crt

for node in "$@"; do
  mkdir -p "$node"
  case $node in
    *[!0-9.]*) names="DNS:$node" ;;
    *) names="IP:$node" ;;
  esac
  if ! isGood "$node/node.crt" || ! openssl verify -CAfile authority/ca.crt "$node/node.crt" >/dev/null 2>&1; then
    # Nodes know each other by this common name, and are client and server to each other.
    openssl req -newkey rsa:2048 -noenc -subj '/CN=eventstoredb-node' -keyout "$node/node.key" -out "$node/node.csr"
    printf '%s\n' "subjectAltName=$names,DNS:localhost,IP:127.0.0.1" 'basicConstraints=CA:FALSE' \
      'keyUsage=critical,digitalSignature,keyEncipherment' 'extendedKeyUsage=serverAuth,clientAuth' >"$node/node.ext"
    openssl x509 -req -days "${DAYS:-365}" -in "$node/node.csr" -CA authority/ca.crt -CAkey authority/ca.key \
      -CAcreateserial -extfile "$node/node.ext" -out "$node/node.crt"
    rm "$node/node.csr" "$node/node.ext"
  fi
  if [ -n "${OWNER:-}" ]; then chown -R "$OWNER" "$node"; fi
done
