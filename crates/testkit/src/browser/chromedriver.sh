# Runs chromedriver ($1) on a port of its own choice until the input ends, then ends it with every
# browser it opened and removes what they left. Says "folder FOLDER", then chromedriver's own lines.
folder=$(env -u TMPDIR mktemp -d -t xianban-web-XXXXXX) || exit 1

# Chromedriver and its browsers share this shell's process group; the last kill ends the shell too.
leave() {
    trap '' HUP INT TERM
    kill -TERM 0
    sleep 0.2
    rm -rf "$folder"
    kill -KILL 0
} >/dev/null 2>&1

trap leave EXIT
trap 'exit 1' HUP INT TERM

# Whatever the browsers write goes to the folder; they live where the district lives.
export HOME="$folder" TMPDIR="$folder" TZ=Asia/Shanghai LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

echo "folder $folder"
"$1" --port=0 2>&1 </dev/null &
while read -r _; do :; done
