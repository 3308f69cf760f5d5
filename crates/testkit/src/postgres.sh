# Makes a private PostgreSQL cluster, serves it on a unix socket in its own folder, and removes it
# when the input ends. $1 is the folder of the server's programs. Says "ready FOLDER" once it
# answers; then understands the words "stop", "start", "freeze" and "thaw". Runs as a user other than root. $2 is
# "durable" when every commit is to be synced, otherwise the data is only for passing tests; with
# "tls-PORT" it listens on 127.0.0.1 too, with a certificate for localhost.
programs=$1
manner=$2
folder=$(env -u TMPDIR mktemp -d -t xianban-pg-XXXXXX) || exit 1
log=$folder/log

start() {
    "$programs/pg_ctl" start --pgdata="$folder/data" --log="$log" --silent --wait
}
stop() {
    "$programs/pg_ctl" stop --pgdata="$folder/data" --mode=immediate --silent --wait
}
# The postmaster with all its backends: nobody answers any more, and nothing breaks.
freeze() {
    pkill -STOP -P "$(head -1 "$folder/data/postmaster.pid")"
    kill -STOP "$(head -1 "$folder/data/postmaster.pid")"
}
thaw() {
    kill -CONT "$(head -1 "$folder/data/postmaster.pid")"
    pkill -CONT -P "$(head -1 "$folder/data/postmaster.pid")"
}
leave() {
    thaw
    stop
    rm -rf "$folder"
} >/dev/null 2>&1

trap leave EXIT
trap 'exit 1' HUP INT TERM

"$programs/initdb" --pgdata="$folder/data" --username=xianban --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync --no-instructions >"$log" 2>&1 || { cat "$log"; exit 1; }

cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 300
max_pred_locks_per_transaction = 256
jit = off
CONF

# An authority of its own (ours.pem), a certificate of it for localhost, and a strange authority.
# Who comes by TLS needs his password, who comes plain does not, so that a plain way is a way in.
key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'
certify() {
    cd "$folder" && for authority in ours strange; do
        openssl req -x509 $key -subj "/CN=$authority" -keyout "$authority.key" -out "$authority.pem"
    done && openssl req $key -subj /CN=localhost -addext subjectAltName=DNS:localhost \
        -keyout server.key -out server.csr &&
        openssl x509 -req -in server.csr -CA ours.pem -CAkey ours.key -CAcreateserial -sha384 \
            -days 2 -copy_extensions copy -out server.pem
}
case $manner in tls-*)
    certify >>"$log" 2>&1 || { cat "$log"; exit 1; }
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = ${manner#tls-}
ssl = on
ssl_cert_file = '$folder/server.pem'
ssl_key_file = '$folder/server.key'
CONF
    cat >"$folder/data/pg_hba.conf" <<CONF
local all all trust
hostssl all all 127.0.0.1/32 scram-sha-256
hostnossl all all 127.0.0.1/32 trust
CONF
esac

# Nothing of a test has to survive a power cut, so nothing is synced; an answered commit is still
# written, so that it survives "stop".
[ "$manner" = durable ] || cat >>"$folder/data/postgresql.conf" <<CONF
shared_buffers = 64MB
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
autovacuum = off
CONF

start >>"$log" 2>&1 || { cat "$log"; exit 1; }
echo "ready $folder"

while read -r word; do
    case $word in
        stop) stop ;;
        start) start ;;
        freeze) freeze ;;
        thaw) thaw ;;
    esac >>"$log" 2>&1
    echo done
done
