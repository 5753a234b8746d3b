// The shipped configurations of nats-server: each is accepted by it, and does what the relay and an edge need of it, and no more.
#include <array>
#include <cstdlib>

#include "folders.hpp"
#include "relay/log_follower.hpp"
#include "relay/log_sender.hpp"
#include "relay/pull.hpp"
#include "relay/world.hpp"

namespace bowball::relay {
namespace config_test {

namespace fs = std::filesystem;

class ShippedConfig : public testing::Test {
protected:
    void SetUp() override {
        for (const auto* name : {"BOWBALL_VENUE_PASSWORD", "BOWBALL_EDGE_PASSWORD", "BOWBALL_LEAF_PASSWORD", "BOWBALL_KEEPER_PASSWORD"}) ::setenv(name, name, 1);
        ::setenv("BOWBALL_NODE", "hub-a", 1);
    }
    /// A shipped file as it is, but for ports, addresses and folders of this test.
    [[nodiscard]] std::string adapted(const NatsServer& server, const std::string& name, const std::vector<std::pair<std::string, std::string>>& changes) const {
        fs::copy_file(source_folder() + "/config/nats/users.conf", server.folder() / "users.conf", fs::copy_options::overwrite_existing);
        std::ifstream in{source_folder() + "/config/nats/" + name};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        for (const auto& [from, to] : changes) {
            EXPECT_NE(text.find(from), std::string::npos) << name << " has no " << from;
            for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
        }
        std::ofstream{server.folder() / name} << text;
        return (server.folder() / name).string();
    }
    [[nodiscard]] std::string one_node(std::uint16_t leaf_port) const {
        return adapted(hub, "one_node.conf", {{"0.0.0.0:4222", "127.0.0.1:" + std::to_string(hub.port())}, {"0.0.0.0:7422", "127.0.0.1:" + std::to_string(leaf_port)}, {"/var/lib/bowball-hub", (hub.folder() / "store").string()}});
    }
    [[nodiscard]] nats::Terms as(const std::string& user) const {
        auto terms = hub.terms();
        terms.user = user;
        terms.password = user == "venue" ? "BOWBALL_VENUE_PASSWORD" : "BOWBALL_EDGE_PASSWORD";
        return terms;
    }
    void send(const nats::Terms& terms, std::int64_t replicas = 1) {
        sender = std::make_unique<LogSender>(LogTerms{terms, names, world.journal->epoch(), world.file(), false, replicas, [](const LogState&) {}, no_log()});
        sender->start();
    }
    /// Entries that an archive gets as `terms`; or why it does not.
    [[nodiscard]] Result<std::uint64_t> pulled(const nats::Terms& terms) {
        fs::remove(world.path("copy.sqlite"));
        const auto done = pull(terms, names, world.journal->epoch(), world.path("copy.sqlite"), [](Seq) {});
        if (!done) return done.error();
        return done->head.seq.value();
    }
    [[nodiscard]] bool arrives(const nats::Terms& terms) {
        return comes([&] {
            const auto count = pulled(terms);
            return count && *count == world.journal->head().seq.value();
        });
    }

    NatsServer hub{"config"};
    JournalOnDisk world{"config"};
    Names names = Names::of("lake").value();
    std::unique_ptr<LogSender> sender;
};

TEST_F(ShippedConfig, EachIsAcceptedAsItIs) {
    for (const auto* name : {"one_node.conf", "three_nodes.conf", "venue_leaf.conf"})
        EXPECT_EQ(std::system((nats_server() + " -t -c " + source_folder() + "/config/nats/" + name + " 2>&1 > /dev/null").c_str()), 0) << name;
}

TEST_F(ShippedConfig, OnOneNodeAVenueWritesAndAnEdgeReads) {
    ASSERT_TRUE(hub.start_with(one_node(free_port())));
    world.grow(400);
    send(as("venue"));
    ASSERT_TRUE(arrives(as("edge")));
    EXPECT_FALSE(nats::Connection::open(hub.terms()).has_value()) << "nobody comes in without a name";
}

TEST_F(ShippedConfig, AServerThatStandsByIsTheVenueToo) {
    ASSERT_TRUE(hub.start_with(one_node(free_port())));
    world.grow(40);
    send(as("venue"));
    ASSERT_TRUE(arrives(as("venue"))) << "it reads what the first one wrote";
    const auto connection = nats::Connection::open(as("venue")).value();
    const auto beats = connection->subscribe(names.beat()).value();
    ASSERT_TRUE(connection->publish(names.beat(), "a word").has_value());
    const auto heard = beats->next(5'000);
    ASSERT_TRUE(heard && *heard) << "and hears whether that one lives";
    EXPECT_EQ((*heard)->data, "a word");
}

TEST_F(ShippedConfig, AnEdgeCanWriteNothing) {
    ASSERT_TRUE(hub.start_with(one_node(free_port())));
    world.grow(4);
    send(as("venue"));
    ASSERT_TRUE(arrives(as("edge")));
    auto connection = nats::Connection::open(as("edge")).value();
    auto streams = nats::Streams::of(*connection, 500).value();
    const std::vector<std::string> messages{"forged"};
    EXPECT_FALSE(streams->append(names.log(world.journal->epoch()), 4, messages).has_value());
    EXPECT_FALSE(streams->ensure({"other", {"bowball.other.log.E"}, 1, false}).has_value());
    std::ignore = connection->publish(names.beat(), "forged");
    EXPECT_EQ(pulled(as("edge")).value(), 4U);
    EXPECT_EQ(nats::Streams::of(*nats::Connection::open(as("venue")).value(), 500).value()->ends(names.live_stream()).value()->last, 0U);
}

TEST_F(ShippedConfig, ThroughALeafNodeTheVenueWritesOnTheHub) {
    const auto leaf_port = free_port();
    ASSERT_TRUE(hub.start_with(one_node(leaf_port)));
    NatsServer leaf{"leaf"};
    const auto file = adapted(leaf, "venue_leaf.conf", {{"127.0.0.1:4222", "127.0.0.1:" + std::to_string(leaf.port())}, {"leaf:PASSWORD@", "leaf:BOWBALL_LEAF_PASSWORD@"}, {"hub.example.org:7422", "127.0.0.1:" + std::to_string(leaf_port)}});
    ASSERT_TRUE(leaf.start_with(file));
    world.grow(300);
    send(leaf.terms());
    EXPECT_TRUE(arrives(as("edge")));
    EXPECT_TRUE(arrives(leaf.terms())) << "an archive at the venue, through the same leaf node";
}

TEST_F(ShippedConfig, OnThreeNodesOneMayBeKilledAtATime) {
    NatsServer b{"config-b"};
    NatsServer c{"config-c"};
    const std::array<NatsServer*, 3> nodes{&hub, &b, &c};
    const std::array<std::uint16_t, 3> routes{free_port(), free_port(), free_port()};
    std::array<std::string, 3> files;
    nats::Terms venue = as("venue");
    nats::Terms edge = as("edge");
    venue.urls = edge.urls = hub.url() + "," + b.url() + "," + c.url();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        files[i] = adapted(*nodes[i], "three_nodes.conf",
                           {{"$BOWBALL_NODE", "hub-" + std::to_string(i)},
                            {"0.0.0.0:4222", "127.0.0.1:" + std::to_string(nodes[i]->port())},
                            {"0.0.0.0:6222", "127.0.0.1:" + std::to_string(routes[i])},
                            {"hub-a:6222", "127.0.0.1:" + std::to_string(routes[0])},
                            {"hub-b:6222", "127.0.0.1:" + std::to_string(routes[1])},
                            {"hub-c:6222", "127.0.0.1:" + std::to_string(routes[2])},
                            {"0.0.0.0:7422", "127.0.0.1:" + std::to_string(free_port())},
                            {"/var/lib/bowball-hub", (nodes[i]->folder() / "store").string()}});
        ASSERT_TRUE(nodes[i]->start_with(files[i]));
    }
    world.grow(500);
    send(venue, 3);
    ASSERT_TRUE(arrives(edge));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        nodes[i]->kill();   // in some order it was the leader
        world.grow(500);
        ASSERT_TRUE(arrives(edge)) << "without node " << i;
        ASSERT_TRUE(nodes[i]->start_with(files[i]));
        world.grow(100);
        ASSERT_TRUE(arrives(edge)) << "with node " << i << " back";
    }
    const auto copy = journal::RowReader::open(world.path("copy.sqlite")).value();
    expect_same(copy->after(Seq{0}, 100'000, 1'000'000'000).value(), world.rows());
}

}  // namespace config_test
}  // namespace bowball::relay
