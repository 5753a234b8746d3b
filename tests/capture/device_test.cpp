#include "capture/device.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <csignal>
#include <fstream>
#include <sstream>

#include "capture/capture.hpp"
#include "io/serial_link.hpp"

namespace bowball::capture {
namespace device_test {

namespace fs = std::filesystem;

/// A pseudo-terminal: the test writes at the device's end.
class Tty {
public:
    Tty() {
        char name[128] = {};
        EXPECT_EQ(::openpty(&device_end, &server_end, name, nullptr, nullptr), 0);
        termios raw{};
        ::tcgetattr(server_end, &raw);
        ::cfmakeraw(&raw);
        ::tcsetattr(server_end, TCSANOW, &raw);
        path = name;
    }
    ~Tty() {
        ::close(device_end);
        ::close(server_end);
    }
    void write(std::string_view bytes) const { EXPECT_EQ(::write(device_end, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size())); }

    int device_end = -1;
    int server_end = -1;
    std::string path;
};

class DeviceTest : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-device-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + std::to_string(::getpid()));
        fs::create_directories(folder);
    }
    void TearDown() override {
        device.reset();
        fs::remove_all(folder);
    }

    void make(const std::string& driver, const std::string& link) {
        auto made = Device::make({"timer", driver, link, {}, false}, context, io::Clock{}, [this](Observation o) { observations.push_back(std::move(o)); }, nullptr, log);
        ASSERT_TRUE(made.has_value()) << made.error().text;
        device = std::move(*made);
        device->start();
    }

    /// Runs the loop until the condition holds; half a minute at most.
    template <class Condition>
    bool until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!condition() && std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_for(std::chrono::milliseconds{10});
        }
        return condition();
    }
    [[nodiscard]] std::size_t impulses() const {
        return static_cast<std::size_t>(std::ranges::count_if(observations, [](const Observation& o) { return std::holds_alternative<RawImpulse>(o.report); }));
    }
    [[nodiscard]] std::optional<DeviceStatus> status() const {
        for (auto o = observations.rbegin(); o != observations.rend(); ++o) {
            if (const auto* found = std::get_if<DeviceStatus>(&o->report)) return *found;
        }
        return std::nullopt;
    }
    [[nodiscard]] bool is(LinkState state) const { return status() && status()->state == state; }

    fs::path folder;
    boost::asio::io_context context{1};
    std::shared_ptr<spdlog::logger> log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
    std::vector<Observation> observations;
    std::unique_ptr<Device> device;
};

constexpr const char* a_line = " 0004 C1  10:03:32.6834 00\r";

TEST_F(DeviceTest, ReadsARealTty) {
    Tty tty;
    make("alge_timy", "serial://" + tty.path + "?baud=9600");
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    tty.write(a_line);
    ASSERT_TRUE(until([&] { return impulses() == 1; }));
    EXPECT_TRUE(is(LinkState::live));
    EXPECT_EQ(status()->impulses, 1u) << "the first one is counted at once: a start box has one for each race";
}

// A wrong baud rate looks like a dead cable to nobody.
TEST_F(DeviceTest, GarbageIsSaidAfterTenSecondsWithWhatToLookAt) {
    Tty tty;
    make("alge_timy", "serial://" + tty.path);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    const auto opened = std::chrono::steady_clock::now();
    ASSERT_TRUE(until([&] {
        tty.write("\x80\xfe\x80 nothing that a timer says\r");
        return is(LinkState::silent);
    }));
    EXPECT_GE(std::chrono::steady_clock::now() - opened, std::chrono::seconds{10}) << "half a line at the opening is nobody's fault";
    EXPECT_NE(status()->text.find("the baud rate first"), std::string::npos) << status()->text;
    tty.write(a_line);
    EXPECT_TRUE(until([&] { return is(LinkState::live); }));
    EXPECT_EQ(status()->absences, 0u) << "it was there all the while";
}

// user-pains 2: "connected" must mean that a message got through.
TEST_F(DeviceTest, Pain2ConnectedIsNotLive) {
    Tty tty;
    make("alge_timy", "serial://" + tty.path);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    tty.write("nonsense\r");
    ASSERT_TRUE(until([&] { return status()->skipped_bytes > 0; }));
    EXPECT_TRUE(is(LinkState::open)) << "bytes came, nothing was understood";
    EXPECT_NE(status()->last_complaint.find("nonsense"), std::string::npos);
}

TEST_F(DeviceTest, ADeviceThatIsPulledOutComesBackByItself) {
    const auto link = (folder / "tty").string();
    auto tty = std::make_unique<Tty>();
    fs::create_symlink(tty->path, link);
    make("alge_timy", "serial://" + link);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    tty->write(a_line);
    ASSERT_TRUE(until([&] { return impulses() == 1; }));
    tty.reset();
    ASSERT_TRUE(until([&] { return is(LinkState::lost); }));
    tty = std::make_unique<Tty>();
    fs::remove(link);
    fs::create_symlink(tty->path, link);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    tty->write(" 0005 C1  10:03:33.6834 00\r");
    EXPECT_TRUE(until([&] { return impulses() == 2; }));
}

TEST_F(DeviceTest, ThatADeviceWasAwayStaysOnItsStatusWhenItIsBack) {
    const auto link = (folder / "tty").string();
    auto tty = std::make_unique<Tty>();
    fs::create_symlink(tty->path, link);
    make("alge_timy", "serial://" + link);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    EXPECT_EQ(status()->absences, 0u) << "the first time is no return";
    tty->write(" 0004 C1  10:03:32.6834 00\r 0005 C1  10:0");
    ASSERT_TRUE(until([&] { return impulses() == 1; }));
    tty.reset();
    ASSERT_TRUE(until([&] { return is(LinkState::lost); }));
    EXPECT_EQ(status()->absences, 0u) << "that it is away says its state";
    const auto lost = observations.back().received;
    tty = std::make_unique<Tty>();
    fs::remove(link);
    fs::create_symlink(tty->path, link);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    EXPECT_EQ(status()->absences, 1u);
    EXPECT_LE(status()->away_from, lost);
    EXPECT_GT(status()->away_until, lost);
    ASSERT_TRUE(until([&] { return status()->skipped_bytes > 0; }));
    EXPECT_EQ(status()->last_complaint, "the line broke off: \" 0005 C1  10:0\"");
}

TEST_F(DeviceTest, ADeviceThatIsNotThereSaysSoAndIsTriedForEver) {
    make("alge_timy", "serial://" + (folder / "nothing").string());
    ASSERT_TRUE(until([&] { return is(LinkState::lost); }));
    EXPECT_NE(status()->text.find("is not there"), std::string::npos);
    Tty tty;
    fs::create_symlink(tty.path, folder / "nothing");
    EXPECT_TRUE(until([&] { return is(LinkState::open); }));
}

// user-pains 1: the log only said "Port busy".
TEST_F(DeviceTest, Pain1APortInUseNamesTheProgram) {
    const auto file = (folder / "held").string();
    std::ofstream{file} << "x";
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const auto child = ::fork();
    if (child == 0) {
        const auto held = ::open(file.c_str(), O_RDONLY);
        std::ignore = ::write(ready[1], &held, sizeof held);
        for (;;) ::pause();
    }
    int held = -1;
    ASSERT_EQ(::read(ready[0], &held, sizeof held), static_cast<ssize_t>(sizeof held));
    EXPECT_NE(io::who_holds(file).find("(process " + std::to_string(child) + ")"), std::string::npos) << io::who_holds(file);
    ::kill(child, SIGKILL);
}

// Exclusive use keeps out only who comes later. As root nobody at all.
TEST_F(DeviceTest, Pain1ASecondReaderOfAnOpenPortIsSaid) {
    Tty tty;
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const auto child = ::fork();
    if (child == 0) {
        ::close(tty.device_end);
        const auto held = ::open(tty.path.c_str(), O_RDWR | O_NOCTTY);
        std::ignore = ::write(ready[1], &held, sizeof held);
        for (;;) ::pause();
    }
    int held = -1;
    ASSERT_EQ(::read(ready[0], &held, sizeof held), static_cast<ssize_t>(sizeof held));
    make("alge_timy", "serial://" + tty.path + "?baud=9600");
    const auto is_said = [&] { return status() && status()->last_complaint.find("(process " + std::to_string(child) + ")") != std::string::npos; };
    EXPECT_TRUE(until(is_said)) << status()->last_complaint;
    EXPECT_NE(status()->last_complaint.find("\"" + tty.path + "\" is open in "), std::string::npos) << status()->last_complaint;
    EXPECT_TRUE(is(LinkState::open)) << "it is read all the same";
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

TEST_F(DeviceTest, ATcpDeviceThatHangsUpIsCalledAgain) {
    using boost::asio::ip::tcp;
    tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    make("alge_timy", "tcp://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()));
    for (std::size_t call = 1; call <= 3; ++call) {
        std::optional<tcp::socket> peer;
        acceptor.async_accept([&](const boost::system::error_code&, tcp::socket socket) { peer = std::move(socket); });
        ASSERT_TRUE(until([&] { return peer.has_value(); })) << "call " << call;
        boost::asio::write(*peer, boost::asio::buffer(std::string{a_line}));
        ASSERT_TRUE(until([&] { return impulses() == call; }));
    }
}

// A reconnect storm fills logs and recordings, and keeps a small device from its work.
TEST_F(DeviceTest, ADeviceThatHangsUpAtOnceIsNotCalledEveryQuarterSecond) {
    using boost::asio::ip::tcp;
    tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    auto calls = 0;
    std::function<void()> hang_up = [&] {
        acceptor.async_accept([&](const boost::system::error_code& failed, tcp::socket) {
            if (failed) return;
            ++calls;
            hang_up();
        });
    };
    hang_up();
    make("alge_timy", "tcp://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()));
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{4};
    ASSERT_TRUE(until([&] { return std::chrono::steady_clock::now() > end; }));
    EXPECT_GE(calls, 2);
    EXPECT_LE(calls, 6);
}

TEST_F(DeviceTest, AFileIsTakenOnceItRestsAndAgainWhenItChanges) {
    make("finishlynx", "folder://" + folder.string() + "?pattern=*.lif&rest_ms=200");
    const auto results = [&] { return std::ranges::count_if(observations, [](const Observation& o) { return std::holds_alternative<RawResult>(o.report); }); };
    std::ofstream{folder / "a.lif"} << "1,1,1,Race\n1,1,1,A,B,C,12.30,\n";
    std::ofstream{folder / "a.txt"} << "2,1,1,Race\n";
    ASSERT_TRUE(until([&] { return results() == 1; }));
    std::ofstream{folder / "b.part"} << "2,1,1,Race\n1,1,1,A,B,C,12.30,\n";
    fs::rename(folder / "b.part", folder / "b.lif");
    ASSERT_TRUE(until([&] { return results() == 2; }));
    std::ofstream{folder / "a.lif"} << "1,1,1,Race\n1,1,1,A,B,C,12.29,\n";
    ASSERT_TRUE(until([&] { return results() == 3; }));
    fs::last_write_time(folder / "a.lif", fs::file_time_type::clock::now() + std::chrono::hours{1});
    std::ofstream{folder / "c.lif"} << "3,1,1,Race\n1,1,1,A,B,C,12.30,\n";
    ASSERT_TRUE(until([&] { return results() == 4; })) << "the same content, touched, is no news; the new file is";
}

TEST_F(DeviceTest, AFolderThatIsNotThereYetIsWaitedFor) {
    make("finishlynx", "folder://" + (folder / "share").string());
    ASSERT_TRUE(until([&] { return is(LinkState::lost); }));
    fs::create_directories(folder / "share");
    EXPECT_TRUE(until([&] { return is(LinkState::open); }));
}

TEST_F(DeviceTest, MistakesInTheConfigurationAreNamed) {
    const auto refusal = [&](DeviceOptions options) { return Device::make(std::move(options), context, io::Clock{}, [](Observation) {}, nullptr, log).error().text; };
    std::string known;
    for (const auto* spec : all_drivers()) known += (known.empty() ? "" : ", ") + std::string{spec->name};
    EXPECT_EQ(refusal({"t", "algy", "", {}, false}), "Device t: There is no driver \"algy\". There are: " + known + ".");
    EXPECT_EQ(refusal({"t", "alge_timy", "serial:///dev/x", {{"speed", "1"}}, false}), "Device t: Driver alge_timy has no setting \"speed\".");
    EXPECT_EQ(refusal({"t", "alge_timy", "serial:///dev/x", {{"checksum", "never"}}, false}), "Device t: checksum must be \"auto\" or \"always\".");
}

// user-pains 7: solved only from raw bytes. Everything received is recorded, and the recording can be played again.
TEST_F(DeviceTest, Pain7ARecordingPlaysTheSameImpulsesAgain) {
    const auto recordings = (folder / "rec").string();
    {
        Recorder recorder{recordings, io::Clock{}, context, log};
        Tty tty;
        auto made = Device::make({"timer", "alge_timy", "serial://" + tty.path, {}, true}, context, io::Clock{}, [this](Observation o) { observations.push_back(std::move(o)); }, &recorder, log);
        device = std::move(*made);
        device->start();
        ASSERT_TRUE(until([&] { return is(LinkState::open); }));
        tty.write(a_line);
        tty.write("\xFFgarbage\r 0005 C1  10:03:33.6834 00\r");
        ASSERT_TRUE(until([&] { return impulses() == 2; }));
        device.reset();
    }
    observations.clear();
    const auto file = fs::directory_iterator{recordings}->path().string();
    make("alge_timy", "replay://" + file + "?speed=100");
    EXPECT_TRUE(until([&] { return impulses() == 2; }));
}

// Red or recall may be ordered while a box is away: they describe how things stand, and are due when it comes back. A start
// is due at one moment only.
TEST_F(DeviceTest, ABoxThatComesBackIsToldHowThingsShallStandButNeverToStart) {
    using boost::asio::ip::tcp;
    tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    std::optional<tcp::socket> box;
    const auto answer = [&] {
        box.reset();
        acceptor.async_accept([&](const boost::system::error_code&, tcp::socket socket) { box = std::move(socket); });
    };
    std::string heard;
    const auto hears = [&](std::string_view what) {
        heard.clear();
        return until([&] {
            boost::system::error_code nothing;
            char piece[512];
            box->non_blocking(true);
            const auto count = box->read_some(boost::asio::buffer(piece), nothing);
            heard.append(piece, count);
            return heard.find(what) != std::string::npos;
        });
    };
    make("simulator", "tcp://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()));
    EXPECT_FALSE(device->order({OutputKind::red_light, RaceId{7}, RunNumber{1}})) << "nobody is there";
    EXPECT_FALSE(device->order({OutputKind::recall_request, RaceId{7}, RunNumber{1}})) << "a buzzer beside the red light";
    answer();
    ASSERT_TRUE(until([&] { return box && is(LinkState::open); }));
    EXPECT_TRUE(hears("O red_light 7 1")) << heard;
    EXPECT_TRUE(device->order({OutputKind::start, RaceId{7}, RunNumber{1}}));
    EXPECT_TRUE(hears("O start 7 1"));
    box->close();
    ASSERT_TRUE(until([&] { return is(LinkState::lost); }));
    answer();
    ASSERT_TRUE(until([&] { return box && is(LinkState::open); }));
    EXPECT_TRUE(hears("P ")) << "a probe";
    EXPECT_TRUE(hears("P ")) << "and another";
    EXPECT_EQ(heard.find("O "), std::string::npos) << "a start that is over is no order: " << heard;
}

TEST_F(DeviceTest, ABoxThatComesBackIsNotSilentForTheTimeItWasAway) {
    using boost::asio::ip::tcp;
    tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    std::optional<tcp::socket> box;
    const auto answer = [&] {
        box.reset();
        acceptor.async_accept([&](const boost::system::error_code&, tcp::socket socket) { box = std::move(socket); });
    };
    answer();
    make("simulator", "tcp://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()));
    ASSERT_TRUE(until([&] { return box && is(LinkState::open); }));
    boost::asio::write(*box, boost::asio::buffer(std::string{"T 5 *41\n"}));
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    const auto port = acceptor.local_endpoint().port();
    acceptor.close();
    box.reset();
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds{3500};
    ASSERT_TRUE(until([&] { return std::chrono::steady_clock::now() > end; }));
    acceptor = tcp::acceptor{context, {boost::asio::ip::address_v4::loopback(), port}};
    answer();
    ASSERT_TRUE(until([&] { return box && is(LinkState::open); }));
    const auto a_little = std::chrono::steady_clock::now() + std::chrono::milliseconds{500};
    ASSERT_TRUE(until([&] { return std::chrono::steady_clock::now() > a_little; }));
    EXPECT_TRUE(is(LinkState::open)) << status()->text;
}

// Its link never says that it was gone: a datagram's, or one whose far end was unplugged.
TEST_F(DeviceTest, ThatADeviceFellSilentAndSpeaksAgainIsAnAbsence) {
    using boost::asio::ip::tcp;
    tcp::acceptor acceptor{context, {boost::asio::ip::address_v4::loopback(), 0}};
    std::optional<tcp::socket> box;
    acceptor.async_accept([&](const boost::system::error_code&, tcp::socket socket) { box = std::move(socket); });
    make("simulator", "tcp://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()));
    ASSERT_TRUE(until([&] { return box && is(LinkState::silent); })) << "it never spoke";
    boost::asio::write(*box, boost::asio::buffer(std::string{"T 5 *41\n"}));
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    EXPECT_EQ(status()->absences, 0u) << "that it was switched on late is none";
    const auto before = status()->last_heard;
    ASSERT_TRUE(until([&] { return is(LinkState::silent); }));
    boost::asio::write(*box, boost::asio::buffer(std::string{"T 5 *41\n"}));
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    EXPECT_EQ(status()->absences, 1u);
    EXPECT_EQ(status()->away_from, *before);
    EXPECT_EQ(status()->away_until, *status()->last_heard);
}

// Pulled out at its own end a Timy's line stays open: only that it no longer answers tells.
TEST_F(DeviceTest, Pain2ATimerThatHasAnsweredOnceAndNoLongerDoesIsSilent) {
    Tty tty;
    auto made = Device::make({"timer", "alge_timy", "serial://" + tty.path + "?baud=9600", {{"commands", "PRE4"}}, false}, context, io::Clock{50}, [this](Observation o) { observations.push_back(std::move(o)); }, nullptr, log);
    ASSERT_TRUE(made.has_value()) << made.error().text;
    device = std::move(*made);
    device->start();
    ::fcntl(tty.device_end, F_SETFL, O_NONBLOCK);
    std::string asked;
    ASSERT_TRUE(until([&] {
        char bytes[64];
        if (const auto count = ::read(tty.device_end, bytes, sizeof bytes); count > 0) asked.append(bytes, static_cast<std::size_t>(count));
        return asked.find("NSF?\r") != std::string::npos;
    }));
    EXPECT_TRUE(is(LinkState::open)) << "one of which nobody knows whether it answers may be quiet";
    tty.write("NSF V 19.82\r");
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    ASSERT_TRUE(until([&] { return is(LinkState::silent); }));
    EXPECT_NE(status()->text.find("Check the cable"), std::string::npos) << status()->text;
    tty.write(" 0002 C1  09:17:29.8320 00\r");
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    EXPECT_EQ(status()->absences, 1u) << "what it stamped meanwhile may be missing";
}

// Pulled out at its own end, one that only speaks when something happens looks as it does between two races.
TEST_F(DeviceTest, Pain2ATimerThatOnlySpeaksWhenSomethingHappensIsCalledLiveForAMinute) {
    Tty tty;
    auto made = Device::make({"timer", "alge_timy", "serial://" + tty.path + "?baud=9600", {}, false}, context, io::Clock{50}, [this](Observation o) { observations.push_back(std::move(o)); }, nullptr, log);
    ASSERT_TRUE(made.has_value()) << made.error().text;
    device = std::move(*made);
    device->start();
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    tty.write(" 0001 C1  09:17:29.8320 00\r");
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    const auto heard = *status()->last_heard;
    ASSERT_TRUE(until([&] { return is(LinkState::quiet); }));
    EXPECT_NE(status()->text.find("still plugged in"), std::string::npos) << status()->text;
    EXPECT_EQ(*status()->last_heard, heard);
    tty.write(" 0002 C1  09:18:29.8320 00\r");
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    EXPECT_EQ(status()->absences, 0u) << "nobody knows that it was away";
    // Noise is no sign of life.
    tty.write("\xFE\xFE\r");
    ASSERT_TRUE(until([&] { return is(LinkState::quiet); }));
    EXPECT_NE(status()->text.find("nothing was understood"), std::string::npos) << status()->text;
}

// A Toolkit calls, hands over a passing and is told that it is kept when the race says so.
TEST_F(DeviceTest, WhatIsAcknowledgedIsInTheJournal) {
    using boost::asio::ip::tcp;
    auto port = std::uint16_t{0};
    {
        tcp::acceptor free{context, {boost::asio::ip::address_v4::loopback(), 0}};
        port = free.local_endpoint().port();
    }
    make("mylaps_ts", "tcp-listen://127.0.0.1:" + std::to_string(port));
    tcp::socket toolkit{context};
    ASSERT_TRUE(until([&] {
        boost::system::error_code failed;
        if (toolkit.is_open() && is(LinkState::open)) return true;
        toolkit = tcp::socket{context};
        toolkit.connect({boost::asio::ip::address_v4::loopback(), port}, failed);
        return false;
    }));
    boost::asio::write(toolkit, boost::asio::buffer(std::string{"Finish@Store@LZ6302115:37:40.704 5 0F  1000125030862@1@$"}));
    ASSERT_TRUE(until([&] { return impulses() == 1 && std::holds_alternative<CommitMark>(observations.back().report); })) << "the mark stands behind the impulse";
    const auto mark = std::get<CommitMark>(observations.back().report).number;
    boost::system::error_code failed;
    EXPECT_EQ(toolkit.available(failed), 0u) << "nothing is acknowledged yet";
    device->committed(mark);
    std::string heard;
    ASSERT_TRUE(until([&] {
        heard.resize(toolkit.available(failed));
        return !heard.empty();
    }));
    toolkit.read_some(boost::asio::buffer(heard), failed);
    EXPECT_EQ(heard, "Bowball@AckStore@1@$");
}

TEST_F(DeviceTest, WhatADeviceSaysOfItselfStandsBehindThatItWorks) {
    Tty tty;
    make("race_result", "serial://" + tty.path);
    ASSERT_TRUE(until([&] { return is(LinkState::open); }));
    tty.write("GETSTATUS;2026-07-24;10:00:00.300;1;1;1;4;1;0;1;84;;;;0;;;;;;;;;;0;0\r\n");
    ASSERT_TRUE(until([&] { return is(LinkState::live); }));
    EXPECT_EQ(status()->text, "timer is working. In operation. Mains power. Charge 84 %.");
    tty.write("GETSTATUS;2026-07-24;10:00:00.300;1;1;0;4;1;0;1;84;;;;0;;;;;;;;;;0;0\r\n");
    EXPECT_TRUE(until([&] { return status()->text.starts_with("timer is working. NOT in operation"); }));
}

// Where nothing gives the start, the page's own button is it.
TEST_F(DeviceTest, OnesStatusSaysWhetherItGivesTheStart) {
    make("simulator", "serial://" + (folder / "nothing").string());
    ASSERT_TRUE(until([&] { return status().has_value(); }));
    EXPECT_TRUE(status()->gives_start);
    observations.clear();
    make("alge_timy", "serial://" + (folder / "nothing").string());
    ASSERT_TRUE(until([&] { return status().has_value(); }));
    EXPECT_FALSE(status()->gives_start) << "a timer has no lights";
}

TEST_F(DeviceTest, AnOrderThatNoDeviceTakesIsSaid) {
    std::ostringstream said;
    const auto to_text = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said));
    const auto order_to = [&](const std::string& driver) {
        said.str("");
        auto capture = std::move(*Capture::make({{{"box", driver, "serial://" + (folder / "nothing").string(), {}, false}}, "", false, false, {}}, io::Clock{}, [](Observation) {}, to_text));
        capture->start();
        capture->order({OutputKind::recall, RaceId{7}, RunNumber{1}});
        capture->stop();
        return said.str();
    };
    EXPECT_NE(order_to("simulator").find("order=recall race=7: no device took it"), std::string::npos) << "the box that should is away: " << said.str();
    EXPECT_EQ(order_to("alge_timy").find("no device took it"), std::string::npos) << "a timer never had lights";
    EXPECT_NE(said.str().find("orders of the start are for people"), std::string::npos) << said.str();
}

TEST_F(DeviceTest, EveryObservationSaysWhetherItsArrivalCounts) {
    Tty tty;
    const auto arrival_of = [&](const std::string& link) {
        observations.clear();
        make("alge_timy", link);
        EXPECT_TRUE(until([&] { return is(LinkState::open); }));
        return observations.back().arrival;
    };
    EXPECT_EQ(arrival_of("serial://" + tty.path), Arrival::counts);
    EXPECT_EQ(arrival_of("serial://" + tty.path + "?arrival=ignored"), Arrival::ignored);
    std::ofstream{folder / "a.cap"} << "bowball-cap 1 t alge_timy x 5\n";
    EXPECT_EQ(arrival_of("replay://" + (folder / "a.cap").string() + "?speed=60"), Arrival::ignored);
}

TEST_F(DeviceTest, ARecordedFileKeepsItsName) {
    const auto recordings = (folder / "rec").string();
    fs::create_directories(folder / "share");
    {
        Recorder recorder{recordings, io::Clock{}, context, log};
        auto made = Device::make({"camera", "finishlynx", "folder://" + (folder / "share").string() + "?rest_ms=100", {}, true}, context, io::Clock{}, [this](Observation o) { observations.push_back(std::move(o)); }, &recorder, log);
        device = std::move(*made);
        device->start();
        std::ofstream{folder / "share" / "a final \\.lif"} << "1,1,1,Race\n1,1,1,A,B,C,12.30,\n";
        ASSERT_TRUE(until([&] { return std::ranges::any_of(observations, [](const Observation& o) { return std::holds_alternative<RawResult>(o.report); }); }));
        device.reset();
    }
    observations.clear();
    make("finishlynx", "replay://" + fs::directory_iterator{recordings}->path().string() + "?speed=100");
    const auto found = [&]() -> const RawResult* {
        for (const auto& one : observations) {
            if (const auto* result = std::get_if<RawResult>(&one.report)) return result;
        }
        return nullptr;
    };
    ASSERT_TRUE(until([&] { return found() != nullptr; }));
    EXPECT_EQ(found()->document, "a final \\.lif");
}

}  // namespace device_test
}  // namespace bowball::capture
