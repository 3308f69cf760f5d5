# A city on one machine, all on 127.0.0.1 and in a folder of its own: a primary and a standby that every
# commit waits for, PgBouncer and HAProxy before them, HAProxy or nginx before two nodes. $1 is the folder
# of PostgreSQL's programs, $2 `haproxy` or `nginx`, then the ports: primary, standby, PgBouncer, HAProxy
# before the database, the city's door, node one, node two. Says "ready FOLDER"; then understands `kill`
# (the primary, with every process), `promote` (the standby, and who stands before is told), `freeze` and
# `thaw` (the standby). Ends with its input. Runs as a user other than root.
programs=$1 front=$2 primary=$3 standby=$4 pooler=$5 relay=$6 door=$7 one=$8 other=$9
folder=$(env -u TMPDIR mktemp -d -t xianban-city-XXXXXX) || exit 1
log=$folder/log

family() {
    head -1 "$folder/$1/postmaster.pid"
    pgrep -P "$(head -1 "$folder/$1/postmaster.pid")"
}
leave() {
    kill -CONT $(family standby)
    for name in pooler relay front; do
        kill -TERM "$(cat "$folder/$name.pid")"
    done
    "$programs/pg_ctl" stop -D "$folder/standby" -m immediate -s
    "$programs/pg_ctl" stop -D "$folder/primary" -m immediate -s
    rm -rf "$folder"
} >/dev/null 2>&1
give_up() {
    cat "$log"
    exit 1
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

start() {
    "$programs/pg_ctl" start -D "$folder/$1" -l "$folder/$1.log" -s -w -o "-p $2"
}
at_primary() {
    "$programs/psql" -q -X -h 127.0.0.1 -p "$primary" -U xianban -d postgres -c "$1"
}
two_clusters() {
    "$programs/initdb" -D "$folder/primary" --username=xianban --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-instructions || return 1
    cat >>"$folder/primary/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$folder'
max_connections = 200
CONF
    start primary "$primary" && at_primary 'create database xianban' &&
        "$programs/pg_basebackup" -R -c fast -D "$folder/standby" \
            -d "host=127.0.0.1 port=$primary user=xianban application_name=standby" &&
        start standby "$standby" &&
        # Only now, and only at the primary: a new primary must not wait for a standby it has not got.
        at_primary "alter system set synchronous_standby_names = 'standby'" &&
        at_primary 'select pg_reload_conf()'
}

pooler_to() {
    cat >"$folder/pooler.ini" <<CONF
[databases]
transaction = host=127.0.0.1 port=$1 dbname=xianban user=xianban pool_mode=transaction
session = host=127.0.0.1 port=$1 dbname=xianban user=xianban pool_mode=session
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $pooler
unix_socket_dir =
auth_type = any
pidfile = $folder/pooler.pid
logfile = $folder/pooler.log
max_client_conn = 200
default_pool_size = 80
server_connect_timeout = 3
server_login_retry = 1
CONF
}

relay_conf() {
    cat >"$folder/relay.cfg" <<CONF
global
    maxconn 1000
    pidfile $folder/relay.pid
listen database
    mode tcp
    bind 127.0.0.1:$relay
    option tcp-check
    timeout connect 3s
    timeout client 1h
    timeout server 1h
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
    server primary 127.0.0.1:$primary check
    server standby 127.0.0.1:$standby check backup
CONF
}

haproxy_conf() {
    cat >"$folder/front.cfg" <<CONF
global
    maxconn 4000
    pidfile $folder/front.pid
defaults
    mode http
    option forwardfor
    option redispatch 1
    retries 3
    timeout connect 3s
    timeout http-request 15s
    timeout http-keep-alive 60s
    timeout client 70s
    timeout server 70s
    default-server inter 1s fall 2 rise 2
frontend city
    bind 127.0.0.1:$door
    use_backend ready if { nbsrv(ready) gt 0 }
    default_backend alive
backend ready
    balance leastconn
    option httpchk GET /readyz
    server one 127.0.0.1:$one check
    server other 127.0.0.1:$other check
backend alive
    balance leastconn
    option httpchk GET /healthz
    server one 127.0.0.1:$one check
    server other 127.0.0.1:$other check
CONF
}

nginx_conf() {
    cat >"$folder/front.cfg" <<CONF
pid $folder/front.pid;
error_log $folder/front.log;
events { worker_connections 2000; }
http {
    access_log off;
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    upstream nodes {
        least_conn;
        server 127.0.0.1:$one max_fails=1 fail_timeout=2s;
        server 127.0.0.1:$other max_fails=1 fail_timeout=2s;
    }
    server {
        listen 127.0.0.1:$door;
        client_max_body_size 600m;
        location / {
            proxy_pass http://nodes;
            proxy_set_header Host \$http_host;
            proxy_set_header X-Forwarded-For \$remote_addr;
            proxy_request_buffering off;
            proxy_connect_timeout 3s;
            proxy_read_timeout 70s;
            proxy_next_upstream error timeout;
        }
    }
}
CONF
}

proxies() {
    pooler_to "$primary" && relay_conf && "${front}_conf" &&
        pgbouncer -q -d "$folder/pooler.ini" && haproxy -D -f "$folder/relay.cfg" || return 1
    case $front in
        haproxy) haproxy -D -f "$folder/front.cfg" ;;
        nginx) nginx -e "$folder/front.log" -c "$folder/front.cfg" ;;
    esac
}

PATH=$PATH:/usr/sbin:/sbin
{ two_clusters && proxies; } >>"$log" 2>&1 || give_up
echo "ready $folder"

while read -r word; do
    case $word in
        kill) kill -KILL $(family primary) ;;
        promote)
            "$programs/pg_ctl" promote -D "$folder/standby" -s -w
            pooler_to "$standby" && kill -HUP "$(cat "$folder/pooler.pid")"
            ;;
        freeze) kill -STOP $(family standby) ;;
        thaw) kill -CONT $(family standby) ;;
    esac >>"$log" 2>&1
    echo done
done
