# Serves a folder of its own as an S3 bucket "photos" on 127.0.0.1, and removes it when the input ends.
# $1 is the program, $2 the port, $3 and $4 the key. Says "ready"; then understands "stop" and "start".
folder=$(env -u TMPDIR mktemp -d -t xianban-s3-XXXXXX) || exit 1
mkdir "$folder/photos" || exit 1
served=

start() {
    "$1" --host 127.0.0.1 --port "$2" --access-key "$3" --secret-key "$4" "$folder" \
        >/dev/null 2>&1 </dev/null &
    served=$!
}
stop() {
    kill -9 "$served" && wait "$served"
} >/dev/null 2>&1
leave() {
    stop
    rm -rf "$folder"
}

trap leave EXIT
trap 'exit 1' HUP INT TERM

start "$@"
echo "ready $folder"

while read -r word; do
    case $word in
        stop) stop ;;
        start) start "$@" ;;
    esac
    echo done
done
