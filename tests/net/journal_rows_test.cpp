// The journal over HTTP: lines and hashes as they stand, for officials; traces without their samples until one is asked for by itself.
#include "formats/entry.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace journal_rows_test {

engine::Entry entry(std::uint64_t seq, engine::Event event) { return {Seq{seq}, RaceTime{1784883692500ms}, WallTime{1784883692501ms}, {{"A. Moreau", Role::referee}, "6f1c", "camera 4"}, std::move(event)}; }

engine::TraceSeen trace() {
    engine::TraceSeen seen;
    seen.impulse.device = DeviceName{"blocks"};
    seen.waveform = Waveform{250us, "N", 15'000, std::vector<std::int16_t>(4'000, 1201)};
    return seen;
}

class JournalFeed : public LiveFeed {
protected:
    void SetUp() override {
        rows = {{Seq{1}, formats::encode_entry(entry(1, engine::RaceCalled{RaceId{12}})), sha256("one")},
                {Seq{2}, formats::encode_entry(entry(2, trace())), sha256("two")},
                {Seq{3}, "", sha256("three")}};
        options.evidence.journal = [this](Seq after, std::size_t most, std::size_t) -> Result<std::vector<JournalRow>> {
            if (is_broken) return Error{errc::corrupt, "journal.sqlite: entry 2 is missing."};
            std::vector<JournalRow> found;
            for (const auto& row : rows) {
                if (row.seq > after && found.size() < most) found.push_back(row);
            }
            return found;
        };
        LiveFeed::SetUp();
        cookie = signed_in(Role::starter);
    }
    HttpReply get(const std::string& rest) { return http(port, "GET", "/api/v1/journal" + rest, "", cookie); }

    std::vector<JournalRow> rows;
    std::atomic<bool> is_broken = false;
    std::string cookie;
};

TEST_F(JournalFeed, AnOfficialGetsTheCanonicalLinesWithNamesAndHashes) {
    const auto reply = get("?since=EPOCH1:0");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto answer = json::parse(reply.body);
    EXPECT_EQ(answer["epoch"], "EPOCH1");
    ASSERT_EQ(answer["rows"].size(), 3);
    EXPECT_EQ(answer["rows"][0], (json{{"seq", 1}, {"hash", to_hex(sha256("one"))}, {"entry", rows[0].entry}, {"is_whole", true}}));
    EXPECT_EQ(json::parse(answer["rows"][0]["entry"].get<std::string>())["actor"]["name"], "A. Moreau");
    EXPECT_EQ(answer["rows"][2]["entry"], "") << "known by its hash alone";
    EXPECT_NE(reply.head.find("Cache-Control: private"), std::string::npos);
}

TEST_F(JournalFeed, ATraceComesWithoutItsSamplesAndAloneWithThem) {
    const auto row = json::parse(get("").body)["rows"][1];
    EXPECT_EQ(row["is_whole"], false);
    const auto cut = json::parse(row["entry"].get<std::string>());
    EXPECT_EQ(cut["data"]["waveform"]["samples"], json::array());
    EXPECT_EQ(cut["data"]["impulse"]["device"], "blocks");
    const auto alone = json::parse(get("/2").body);
    EXPECT_EQ(alone["entry"], rows[1].entry) << "byte for byte";
    EXPECT_EQ(alone["is_whole"], true);
    EXPECT_EQ(alone["hash"], to_hex(sha256("two")));
}

TEST_F(JournalFeed, GoesOnAfterANumberOfThisJournalOnly) {
    EXPECT_EQ(json::parse(get("?since=EPOCH1:2").body)["rows"].size(), 1);
    EXPECT_EQ(json::parse(get("?since=EPOCH1:3").body)["rows"], json::array());
    EXPECT_EQ(get("?since=OTHER:2").status, 404);
    for (const std::string wrong : {"?since=2", "?since=EPOCH1:x", "?since=EPOCH1:-1", "?since=EPOCH1:18446744073709551615"}) EXPECT_EQ(get(wrong).status, 400) << wrong;
    for (const std::string none : {"/4", "/0", "/x", "/", "/-1", "/18446744073709551615"}) EXPECT_EQ(get(none).status, 404) << none;
}

TEST_F(JournalFeed, IsForOfficialsAndSaysWhatIsWrong) {
    const auto stranger = http(port, "GET", "/api/v1/journal");
    EXPECT_EQ(stranger.status, 401);
    EXPECT_EQ(stranger.body.find("Moreau"), std::string::npos);
    EXPECT_EQ(http(port, "GET", "/api/v1/journal/1").status, 401);
    is_broken = true;
    const auto broken = get("");
    EXPECT_EQ(broken.status, 500);
    EXPECT_NE(broken.body.find("entry 2 is missing"), std::string::npos) << broken.body;
}

TEST_F(LiveFeed, WithoutAFileThereIsNoJournal) { EXPECT_EQ(http(port, "GET", "/api/v1/journal", "", signed_in(Role::referee)).status, 404); }

}  // namespace journal_rows_test
}  // namespace bowball::net
