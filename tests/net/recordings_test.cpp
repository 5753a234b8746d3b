// What devices sent, as an official takes it away.
#include <gtest/gtest.h>

#include "live_feed.hpp"

namespace bowball::net {
namespace recordings_test {

class RecordingsFeed : public LiveFeed {
protected:
    void begin() {
        fs::create_directories(folder / "recordings");
        write("finish_a-1784883540.cap", "the first");
        write("finish_a-1784890000.cap", "the newest");
        write("finish_a-1784883540-2.cap", "the second of one second");
        write("finish_a-2-1784890001.cap", "of another device");
        write("start \"box\"-1784883600.cap", "quoted");
        write("notes.txt", "not for you");
        write("key-1.cap", "not named as a recording");
        fs::create_directories(folder / "recordings" / "folder-1784883540.cap");
        start();
        const auto reply = http(port, "POST", "/api/v1/sign-in", json{{"code", codes[Role::referee]}}.dump());
        const auto at = reply.head.find("Set-Cookie: ") + 12;
        cookie = "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
    }
    void write(const std::string& name, const std::string& content) { std::ofstream{folder / "recordings" / name, std::ios::binary} << content; }
    HttpReply get(const std::string& path, const std::string& more = "") { return http(port, "GET", "/api/v1/recordings" + path, "", cookie + more); }

    std::string cookie;
};

TEST_F(RecordingsFeed, AreListedNewestFirstAndNothingElseOfTheFolder) {
    options.evidence.recordings = (folder / "recordings").string();
    begin();
    const auto list = json::parse(get("").body);
    std::vector<std::string> names;
    for (const auto& one : list) names.push_back(one["name"]);
    EXPECT_EQ(names, (std::vector<std::string>{"finish_a-2-1784890001.cap", "finish_a-1784890000.cap", "start \"box\"-1784883600.cap", "finish_a-1784883540-2.cap", "finish_a-1784883540.cap"}));
    EXPECT_EQ(list[1]["device"], "finish_a");
    EXPECT_EQ(list[1]["bytes"], 10);
    EXPECT_EQ(list[1]["began_us"], 1784890000000000);
}

TEST_F(RecordingsFeed, OneClickBringsTheNewestOfADevice) {
    options.evidence.recordings = (folder / "recordings").string();
    begin();
    const auto newest = get("/newest?device=finish_a");
    EXPECT_EQ(newest.status, 200);
    EXPECT_EQ(newest.body, "the newest");
    EXPECT_NE(newest.head.find("attachment; filename=\"finish_a-1784890000.cap\""), std::string::npos) << newest.head;
    const auto quoted = get("/newest?device=start%20%22box%22");
    EXPECT_EQ(quoted.body, "quoted");
    EXPECT_NE(quoted.head.find("filename=\"start__box_-1784883600.cap\""), std::string::npos) << quoted.head;
    EXPECT_EQ(get("/newest?device=nobody").status, 404);
    EXPECT_EQ(get("/finish_a-1784883540.cap", "Range: bytes=4-\r\n").body, "first");
}

TEST_F(RecordingsFeed, NoNameLeadsAnywhereElse) {
    options.evidence.recordings = (folder / "recordings").string();
    begin();
    for (const auto* name : {"/notes.txt", "/key-1.cap", "/..", "/../recordings/finish_a-1784883540.cap", "/%2e%2e%2ffinish_a-1784883540.cap", "/x-1784883540.cap", "/folder-1784883540.cap"}) EXPECT_EQ(get(name).status, 404) << name;
}

TEST_F(RecordingsFeed, AreForOfficials) {
    options.evidence.recordings = (folder / "recordings").string();
    begin();
    for (const auto* path : {"", "/newest?device=finish_a", "/finish_a-1784883540.cap"}) EXPECT_EQ(http(port, "GET", std::string{"/api/v1/recordings"} + path, "", "").status, 401) << path;
}

TEST_F(RecordingsFeed, WhereNothingIsRecordedThatIsSaid) {
    begin();
    const auto none = get("");
    EXPECT_EQ(none.status, 404);
    EXPECT_NE(none.body.find("record = true"), std::string::npos) << none.body;
}

}  // namespace recordings_test
}  // namespace bowball::net
