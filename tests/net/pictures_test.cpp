// Photo-finish pictures over HTTP: for officials, by digest, and only while the file is the one that was read.
#include <sys/stat.h>

#include <map>
#include <thread>

#include "core/limits.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace pictures_test {

class PictureFeed : public LiveFeed {
protected:
    void SetUp() override {
        LiveFeed::SetUp();
        fs::create_directories(folder / "photo");
        fs::create_directories(folder / "second");
        film.resize(2 * limits::file_piece_bytes + 1000);
        for (std::size_t i = 0; i < film.size(); ++i) film[i] = static_cast<char>(i * 7 % 251);
        add("photo/finish_1.png", film);
        add("second/small.JPG", "small");
        known[to_hex(sha256("secret\n"))] = "../secret.txt";
        std::ofstream{folder / "photo" / "caf\xE9.png", std::ios::binary} << "coffee";
        known[to_hex(sha256("coffee"))] = "caf\xC3\xA9.png";
        options.evidence.pictures.folders = {(folder / "photo").string(), (folder / "second").string()};
        options.evidence.pictures.find = [this](const Digest& sha256, const std::function<void(Result<std::optional<std::string>>)>& reply) {
            std::optional<std::string> found;
            if (const auto name = known.find(to_hex(sha256)); name != known.end()) found = name->second;
            std::thread{[reply, found] { reply(found); }}.join();   // as the race does: from another thread
        };
        start();
        cookie = signed_in(Role::referee);
    }
    void add(const std::string& name, const std::string& content) {
        std::ofstream{folder / name, std::ios::binary} << content;
        known[to_hex(sha256(content))] = name.substr(name.find('/') + 1);
    }
    HttpReply get(const std::string& content, const std::string& more = "") { return http(port, "GET", url(content), "", cookie + more); }
    static std::string url(const std::string& content) { return "/api/v1/pictures/" + to_hex(sha256(content)); }

    std::map<std::string, std::string> known;   ///< names by digest
    std::string film;
    std::string cookie;
};

TEST_F(PictureFeed, AreForOfficialsOnly) {
    EXPECT_EQ(http(port, "GET", url(film)).status, 401);
    EXPECT_EQ(get(film).status, 200);
}

TEST_F(PictureFeed, ComeWholeOrInParts) {
    const auto whole = get(film);
    ASSERT_EQ(whole.status, 200) << whole.body.substr(0, 200);
    EXPECT_TRUE(whole.body == film) << "in pieces that no answer holds together";
    EXPECT_NE(whole.head.find("Content-Type: image/png"), std::string::npos) << whole.head;
    EXPECT_NE(whole.head.find("Cache-Control: private, no-store"), std::string::npos) << whole.head;
    EXPECT_NE(whole.head.find("Content-Disposition: inline; filename=\"picture-" + to_hex(sha256(film)).substr(0, 12) + ".png\""), std::string::npos) << whole.head;
    const auto part = get(film, "Range: bytes=17-20\r\n");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, film.substr(17, 4));
    EXPECT_EQ(get(film, "Range: bytes=99999999-\r\n").status, 416);
    const auto small = get("small");
    EXPECT_EQ(small.body, "small") << "out of the second folder";
    EXPECT_NE(small.head.find("Content-Type: image/jpeg"), std::string::npos) << small.head;
    EXPECT_EQ(get("coffee").body, "coffee") << "a name that is not UTF-8 on the disk";
}

TEST_F(PictureFeed, AFileThatWasChangedIsRefusedAndSaysSo) {
    ASSERT_EQ(get(film).status, 200);
    auto other = film;
    other[5] ^= 1;
    std::ofstream{folder / "photo" / "finish_1.png", std::ios::binary} << other;
    auto reply = get(film);
    EXPECT_EQ(reply.status, 409);
    EXPECT_NE(reply.body.find("finish_1.png"), std::string::npos) << reply.body;
    EXPECT_NE(reply.body.find("changed since"), std::string::npos) << reply.body;
    EXPECT_EQ(get(film, "Range: bytes=0-3\r\n").status, 409) << "nor any part of it";
    std::ofstream{folder / "photo" / "finish_1.png", std::ios::binary} << film;
    EXPECT_TRUE(get(film).body == film) << "and served again once it is as it was";
}

TEST_F(PictureFeed, AChangeWithSizeAndTimeKeptIsSeen) {
    const auto path = folder / "photo" / "finish_1.png";
    ASSERT_EQ(get(film).status, 200);
    const auto written = fs::last_write_time(path);
    {
        std::fstream file{path, std::ios::binary | std::ios::in | std::ios::out};
        file.put('x');
    }
    fs::last_write_time(path, written);
    EXPECT_EQ(get(film).status, 409);
}

TEST_F(PictureFeed, ItEndsEarlyWhereTheFileChangesOnTheWay) {
    auto longer = film;
    while (longer.size() < 24 * 1024 * 1024) longer += film;
    add("photo/finish_2.png", longer);
    RawSocket slow{port, {.receive_buffer = 4096}};
    slow.send("GET " + url(longer) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + cookie + "\r\n");
    ASSERT_TRUE(slow.fill(1000));
    {
        std::fstream file{folder / "photo" / "finish_2.png", std::ios::binary | std::ios::in | std::ios::out};
        file.seekp(20 * 1024 * 1024);
        file.put('x');
    }
    EXPECT_FALSE(slow.fill(longer.size())) << "half of what was read and half of something else is no picture";
}

TEST_F(PictureFeed, WhatIsGoneIsSaid) {
    fs::remove(folder / "photo" / "finish_1.png");
    const auto reply = get(film);
    EXPECT_EQ(reply.status, 404);
    EXPECT_NE(reply.body.find("no longer in the folder"), std::string::npos) << reply.body;
    fs::create_directory(folder / "photo" / "finish_1.png");
    EXPECT_EQ(get(film).status, 404) << "a folder is no picture";
    fs::remove(folder / "photo" / "finish_1.png");
    ASSERT_EQ(::mkfifo((folder / "photo" / "finish_1.png").c_str(), 0600), 0);
    EXPECT_EQ(get(film).status, 404) << "and nobody waits for a pipe";
}

TEST_F(PictureFeed, NoPathLeadsToAFileThatNoRaceWasReadFrom) {
    EXPECT_EQ(get("secret\n").status, 404) << "a name in the journal that leads out of the folder";
    for (const auto& name : std::initializer_list<std::string>{"", "finish_1.png", "../secret.txt", "..%2fsecret.txt", "0", std::string(64, '0'), std::string(64, 'g'), to_hex(sha256(film)) + "/", to_hex(sha256(film)) + "0", "/etc/passwd"}) {
        const auto reply = http(port, "GET", "/api/v1/pictures/" + name, "", cookie);
        EXPECT_EQ(reply.status, 404) << name;
        EXPECT_EQ(reply.body.find("secret\n"), std::string::npos);
    }
}

TEST_F(LiveFeed, WithoutASourceThereAreNoPictures) { EXPECT_EQ(http(port, "GET", "/api/v1/pictures/" + to_hex(sha256("x")), "", signed_in(Role::referee)).status, 404); }

}  // namespace pictures_test
}  // namespace bowball::net
