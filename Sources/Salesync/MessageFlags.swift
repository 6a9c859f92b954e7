import ArgumentParser

/// The flags that say who sends text messages.
struct MessageFlags: ParsableArguments {
    @Option(help: "Who sends text messages: file, sns or none. [SALESYNC_MESSAGE_SENDER, default file]")
    var messageSender: String?

    @Option(help: "Amazon's region for text messages. [SALESYNC_SNS_REGION, default ap-northeast-2]")
    var snsRegion: String?

    @Option(help: "Access key of the Amazon account. [SALESYNC_SNS_ACCESS_KEY]")
    var snsAccessKey: String?

    @Option(help: "Secret key of the Amazon account. [SALESYNC_SNS_SECRET_KEY]")
    var snsSecretKey: String?

    @Option(help: "Comes with keys that expire. [SALESYNC_SNS_SESSION_TOKEN]")
    var snsSessionToken: String?

    @Option(help: "Another address than Amazon's own. [SALESYNC_SNS_ENDPOINT]")
    var snsEndpoint: String?

    /// What was given, by the settings' keys.
    var given: [String: String?] {
        [
            "message.sender": messageSender, "sns.region": snsRegion, "sns.access.key": snsAccessKey,
            "sns.secret.key": snsSecretKey, "sns.session.token": snsSessionToken, "sns.endpoint": snsEndpoint,
        ]
    }
}
